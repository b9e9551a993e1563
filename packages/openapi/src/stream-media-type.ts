/** Streams of items. @see OpenAPI 3.2 §4.14.3 (Sequential Media Types), §4.14.4 (Server-Sent Events) */
import type { EventStreamKind, ResponseKind, TSchema } from '@typhoon/core';
import type { OpenApiVersion, ResponseDescriber } from './document-context.js';
import type { MediaTypeObject } from './media-type-object.js';
import type { SchemaObject } from './reference.js';
import type { SchemaContext } from './schema-context.js';

/** A kind of response whose body is more than one schema is added here or by option. */
export const RESPONSE_DESCRIBERS: Readonly<Record<string, ResponseDescriber>> = { 'event-stream': describeEvents, 'json-lines': describeLines };

function describeLines({ mediaType = '', schema }: ResponseKind<unknown>, context: SchemaContext, version: OpenApiVersion): Content {
  const item = schema === undefined ? {} : context.write(schema, 'output', context);
  return toStream(mediaType, item, version);
}

/** An event as clients get it: its data are text, which is JSON where a schema says so. */
function describeEvents(kind: ResponseKind<unknown>, context: SchemaContext, version: OpenApiVersion): Content {
  const { mediaType = '', events } = kind as EventStreamKind<unknown>;
  const named = [...events].filter(([name]) => name !== '');
  const single = events.get('');
  const item: SchemaObject = {
    type: 'object',
    description: 'An event; one named `error` tells of a failure, and is the last.',
    properties: {
      event: { type: 'string' },
      data: named.length > 0 ? { type: 'string' } : toData(single, context),
      id: { type: 'string' },
      retry: { type: 'integer', minimum: 0 },
    },
    required: ['data'],
    ...(named.length === 0
      ? {}
      : {
          oneOf: named.map(([name, schema]) => ({
            title: name,
            type: 'object',
            properties: { event: { const: name }, data: toData(schema, context) },
            required: ['event', 'data'],
          })),
        }),
  };
  return toStream(mediaType, item, version);
}

type Content = Readonly<Record<string, MediaTypeObject>>;

function toData(schema: TSchema | undefined, context: SchemaContext): SchemaObject {
  if (schema === undefined) return { type: 'string' };
  return { type: 'string', contentMediaType: 'application/json', contentSchema: context.write(schema, 'output', context) };
}

/** OpenAPI 3.1 knows of no items: there the body is a text, which is true, and JSON Schema says what that text means: a list of items. */
function toStream(mediaType: string, item: SchemaObject, version: OpenApiVersion): Content {
  if (version === '3.2') return { [mediaType]: { itemSchema: item } };
  return { [mediaType]: { schema: { type: 'string', contentMediaType: mediaType, contentSchema: { type: 'array', items: item } } } };
}
