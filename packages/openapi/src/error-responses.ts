/** The answers of an operation that nobody declares one by one: refusals, and what `throws` lists. */
import type { ErrorDefinition, RouteDefinition } from '@typhoon/core';
import { isJsonType, offeredTypes } from '@typhoon/core/internal';
import type { AnswerContext } from './document-context.js';
import { furtherAnswersOf } from './further-answers.js';
import { toHeaders } from './header-object.js';
import type { HeaderObject } from './header-object.js';
import { errorMediaType, toDeclaredErrorSchema, toErrorName, toErrorSchema, toValidationErrorSchema } from './problem-schemas.js';
import { ComponentReference } from './reference.js';
import type { SchemaObject } from './reference.js';
import { readsBody } from './request-body-object.js';
import type { ResponseObject } from './response-object.js';
import type { SchemaContext } from './schema-context.js';

/** One way in which a request can be refused. */
export interface ErrorAnswer {
  readonly status: number;
  /** The same key means the same answer, whatever the operation. */
  readonly key: unknown;
  /** Its name under `components.responses`. */
  readonly name: string;
  readonly description: string;
  readonly schema: SchemaObject;
  /** Tells it from other answers of the same status; undefined where it may have any. */
  readonly code?: string;
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  /** True where the handler, or what it uses, may have thrown it. */
  readonly isThrown?: true;
  /** What is said of cookies, which tells it from the same answer of other operations. */
  readonly cookies?: string;
}

/** Every refusal of a route that can be known, in the order of the statuses. */
export function toErrorAnswers(route: RouteDefinition, context: AnswerContext, schemas: SchemaContext): readonly ErrorAnswer[] {
  const answers = [...refusals(route, context, schemas), ...route.throws.map((error) => toDeclaredAnswer(error.definition, context, schemas))];
  return answers.sort((left, right) => left.status - right.status);
}

/** The Response Object of answers that share a status. */
export function toErrorResponse(answers: readonly ErrorAnswer[], context: AnswerContext): ResponseObject {
  const headers = Object.assign({}, ...answers.map((answer) => answer.headers ?? {})) as Record<string, HeaderObject>;
  return {
    description: [...new Set(answers.map((answer) => answer.description))].join(' · '),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: { [errorMediaType(context.errors)]: { schema: joinSchemas(answers, context) } },
  };
}

/** What every operation may answer where nothing more is known: a refusal in the application's envelope. */
export function toAnyError(context: AnswerContext, schemas: SchemaContext): ErrorAnswer {
  return { status: 400, key: 'any', name: 'Problem', description: 'The request is refused', schema: toErrorSchema(context.errors, schemas) };
}

function refusals(route: RouteDefinition, context: AnswerContext, schemas: SchemaContext): ErrorAnswer[] {
  const answers: ErrorAnswer[] = [];
  const plain = (status: number, name: string, description: string): ErrorAnswer => ({
    status,
    key: name,
    name,
    description,
    schema: toErrorSchema(context.errors, schemas),
  });
  if (isGuarded(route)) answers.push({ ...plain(401, 'Unauthorized', 'Credentials are missing or refused'), headers: CHALLENGE });
  if (route.security.some(({ scopes }) => scopes.length > 0)) answers.push(plain(403, 'Forbidden', 'The credentials do not allow this'));
  for (const { status, description, headers } of furtherAnswersOf(route).filter((answer) => answer.status >= 400)) {
    answers.push({
      ...plain(status, NAMES[status] ?? `Error${String(status)}`, description),
      ...(headers === undefined ? {} : { headers: toHeaders(headers, schemas) }),
    });
  }
  if (isPicky(route) && context.errors === 'problem') answers.push(plain(406, 'NotAcceptable', 'The client accepts no type that this answers with'));
  // FastAPI documents neither: with its envelope, documents are its too.
  if (readsBody(route) && context.errors === 'problem') {
    answers.push(plain(413, 'ContentTooLarge', 'The body is too large'), plain(415, 'UnsupportedMediaType', 'The body is of another content type'));
  }
  if (canBeInvalid(route, context)) answers.push(toValidationAnswer(context, schemas));
  return answers;
}

function isGuarded(route: RouteDefinition): boolean {
  return route.security.some(({ scheme }) => !scheme.optional);
}

/** The names of answers that follow from how a body is sent. */
const NAMES: Readonly<Record<number, string>> = { 404: 'NotFound', 412: 'PreconditionFailed', 416: 'RangeNotSatisfiable' };

/**
 * True where a usual client may accept nothing that the route answers with. Every JSON route refuses those that accept
 * no JSON, too: that says nothing of one operation, and nobody asks so.
 */
function isPicky(route: RouteDefinition): boolean {
  const types = offeredTypes(route);
  return types.length > 0 && !types.some(isJsonType);
}

/** Whoever declares 422 in FastAPI's envelope replaces what is documented. */
function canBeInvalid(route: RouteDefinition, { errors }: AnswerContext): boolean {
  return route.inputs.length > 0 && !(errors === 'fastapi' && route.responses.some((response) => response.status === 422));
}

function toValidationAnswer({ errors }: AnswerContext, schemas: SchemaContext): ErrorAnswer {
  const schema = toValidationErrorSchema(errors, schemas);
  if (errors === 'fastapi') return { status: 422, key: 'ValidationError', name: 'ValidationError', description: 'Validation Error', schema };
  return {
    status: 422,
    key: 'ValidationProblem',
    name: 'ValidationProblem',
    description: 'The request does not fit its schemas',
    schema,
    code: 'validation_failed',
  };
}

function toDeclaredAnswer(definition: ErrorDefinition, { errors }: AnswerContext, schemas: SchemaContext): ErrorAnswer {
  return {
    status: definition.status,
    key: definition,
    isThrown: true,
    name: toErrorName(definition.code),
    description: definition.description ?? definition.title,
    schema: toDeclaredErrorSchema(definition, errors, schemas),
    ...(definition.headers === undefined ? {} : { headers: toHeaders(definition.headers, schemas) }),
    ...(errors === 'problem' ? { code: definition.code } : {}),
  };
}

/** Declared errors are told apart by their code; where one of them may have any code, the union is open. */
function joinSchemas(answers: readonly ErrorAnswer[], { errors }: AnswerContext): SchemaObject {
  const schemas = uniqueBySchema(answers);
  const [only] = schemas;
  if (schemas.length === 1 && only !== undefined) return only.schema;
  const codes = answers.map((answer) => answer.code);
  const isDiscriminated = errors === 'problem' && codes.every((code) => code !== undefined) && new Set(codes).size === codes.length;
  if (!isDiscriminated) return { anyOf: schemas.map((answer) => answer.schema) };
  return {
    oneOf: answers.map((answer) => answer.schema),
    discriminator: { propertyName: 'code', mapping: Object.fromEntries(answers.map(({ code, schema }): [string, unknown] => [String(code), schema.$ref])) },
  };
}

/** Answers without data of their own may share one schema. */
function uniqueBySchema(answers: readonly ErrorAnswer[]): readonly ErrorAnswer[] {
  return answers.filter((answer, index) => answers.findIndex((other) => entryOf(other) === entryOf(answer)) === index);
}

function entryOf({ schema }: ErrorAnswer): unknown {
  return schema.$ref instanceof ComponentReference ? schema.$ref.entry : schema;
}

const CHALLENGE: Readonly<Record<string, HeaderObject>> = {
  'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string' } },
};
