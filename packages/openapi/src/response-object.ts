/** @see OpenAPI 3.1 §4.8.17 (Response Object) */
import type { ResponseDefinition } from '@typhoon/core';
import type { DocumentContext } from './document-context.js';
import { toExamples } from './example-object.js';
import type { HeaderObject } from './header-object.js';
import { toHeaders } from './header-object.js';
import { toMediaType } from './media-type-object.js';
import type { MediaTypeObject } from './media-type-object.js';
import type { SchemaContext } from './schema-context.js';

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  readonly content?: Readonly<Record<string, MediaTypeObject>>;
}

export interface ResponseReference {
  readonly $ref: string;
}

/** A declared answer: its body by schema or kind, its headers, its examples. */
export function toResponse(response: ResponseDefinition, context: DocumentContext, schemas: SchemaContext): ResponseObject {
  const content = toContent(response, context, schemas);
  return {
    description: response.description,
    ...(Object.keys(response.headers).length === 0 ? {} : { headers: toHeaders(response.headers, schemas) }),
    ...(content === undefined ? {} : { content }),
  };
}

function toContent({ kind, examples }: ResponseDefinition, context: DocumentContext, schemas: SchemaContext): ResponseObject['content'] {
  const describe = Object.hasOwn(context.responseDescribers, kind.name) ? context.responseDescribers[kind.name] : undefined;
  if (describe !== undefined) return withExamples(describe(kind, schemas, context.version), examples);
  if (kind.mediaType === undefined) return undefined;
  return { [toMediaRange(kind.mediaType)]: toMediaType(toBodySchema(kind, schemas), { examples }) };
}

/** Examples of a stream are of the whole body, as it is sent. */
function withExamples(content: NonNullable<ResponseObject['content']>, examples: ResponseDefinition['examples']): ResponseObject['content'] {
  return Object.fromEntries(Object.entries(content).map(([type, media]) => [type, { ...media, ...toExamples({ examples }) }]));
}

/** Text without a schema is text; what is neither text nor described by a schema is any bytes. */
function toBodySchema({ schema, mediaType = '' }: ResponseDefinition['kind'], schemas: SchemaContext): MediaTypeObject['schema'] {
  if (schema !== undefined) return schemas.write(schema, 'output', schemas);
  return mediaType.startsWith('text/') ? { type: 'string' } : undefined;
}

/** 'text/plain; charset=utf-8' → 'text/plain': parameters are no part of what tools match. */
function toMediaRange(mediaType: string): string {
  return mediaType.split(';', 1)[0]?.trim() ?? mediaType;
}

/** The answers that many operations share, under `components.responses`. */
export class ResponseRegistry {
  readonly #names = new Map<unknown, Map<string, string>>();
  readonly #responses = new Map<string, ResponseObject>();

  /**
   * @param key The same key means the same response,
   * @param variant of the same variant.
   */
  refer(key: unknown, name: string, create: () => ResponseObject, variant = ''): ResponseReference {
    const names = this.#names.get(key) ?? new Map<string, string>();
    this.#names.set(key, names);
    const known = names.get(variant) ?? this.#add(name, create());
    names.set(variant, known);
    return { $ref: `#/components/responses/${known}` };
  }

  toComponents(): Readonly<Record<string, ResponseObject>> {
    return Object.fromEntries([...this.#responses].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  #add(wanted: string, response: ResponseObject): string {
    let name = wanted;
    for (let count = 2; this.#responses.has(name); count++) name = `${wanted}${count}`;
    this.#responses.set(name, response);
    return name;
  }
}
