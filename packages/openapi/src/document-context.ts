import type { ResponseKind } from '@typhoon/core';
import type { ProblemList } from '@typhoon/core/internal';
import { SchemaRegistry } from './components-object.js';
import type { MediaTypeObject } from './media-type-object.js';
import { ResponseRegistry } from './response-object.js';
import type { SchemaContext } from './schema-context.js';
import { createSchemaContext } from './schema-object.js';
import { RESPONSE_DESCRIBERS } from './stream-media-type.js';
import { SecuritySchemes } from './security-scheme-object.js';

/** The version a document is written for. 3.2 knows the QUERY method and streams of items. */
export type OpenApiVersion = '3.1' | '3.2';

/** The shape of error answers, as the application sends them. */
export type ErrorEnvelope = 'problem' | 'fastapi';

/** What is gathered while the routes of one document are written. */
export interface DocumentContext {
  readonly version: OpenApiVersion;
  /** The envelope of every error answer; undefined: what each route answers in. */
  readonly errors: ErrorEnvelope | undefined;
  readonly schemas: SchemaRegistry;
  readonly responses: ResponseRegistry;
  readonly securitySchemes: SecuritySchemes;
  readonly problems: ProblemList;
  readonly responseDescribers: Readonly<Record<string, ResponseDescriber>>;
}

interface ContextOptions {
  readonly openapi?: OpenApiVersion;
  readonly errors?: ErrorEnvelope;
  readonly responseDescribers?: Readonly<Record<string, ResponseDescriber>>;
}

/** While the answers of one route are written, its envelope is known. */
export interface AnswerContext extends DocumentContext {
  readonly errors: ErrorEnvelope;
}

/** Writes the body of an answer of one response kind: `content` of the Response Object. */
export type ResponseDescriber = (kind: ResponseKind<unknown>, context: SchemaContext, version: OpenApiVersion) => Readonly<Record<string, MediaTypeObject>>;

/** A new context: each document has components of its own. */
export function createDocumentContext(options: ContextOptions, problems: ProblemList): DocumentContext {
  return {
    version: options.openapi ?? '3.1',
    errors: options.errors,
    schemas: new SchemaRegistry(problems),
    responses: new ResponseRegistry(),
    securitySchemes: new SecuritySchemes(problems),
    problems,
    responseDescribers: { ...RESPONSE_DESCRIBERS, ...options.responseDescribers },
  };
}

export function schemaContextOf(context: DocumentContext, place: string): SchemaContext {
  return createSchemaContext(context.schemas, context.problems, place);
}
