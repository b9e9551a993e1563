/** Channels as far as they refer to schemas: before the names of those are known. */
import type { MessageDefinition, RouteDefinition, TSchema } from '@typhoon/core';
import { componentOf, kindOf } from '@typhoon/core/internal';
import { schemaContextOf } from '../document-context.js';
import type { DocumentContext } from '../document-context.js';
import { toParameters } from '../parameter-object.js';
import type { ParameterObject } from '../parameter-object.js';
import type { SchemaObject } from '../reference.js';
import type { SchemaContext } from '../schema-context.js';

/** A route of messages with its schemas written. */
export interface WrittenChannel {
  readonly route: RouteDefinition;
  readonly parameters: readonly ParameterObject[];
  readonly messages: readonly WrittenMessage[];
}

/** One message, seen from the application: what it receives, and what it sends. */
export interface WrittenMessage {
  readonly action: Action;
  readonly contentType: string;
  readonly payload: SchemaObject;
}

/** What the application does. @see AsyncAPI 3.0, Operation Object (action) */
export type Action = 'receive' | 'send';

export const ACTIONS: readonly Action[] = ['receive', 'send'];

/** The routes that have a channel. */
export function writeChannels(routes: readonly RouteDefinition[], context: DocumentContext): readonly WrittenChannel[] {
  return routes.filter(hasChannel).map((route) => writeChannel(route, schemaContextOf(context, route.place)));
}

export function hasChannel({ channel }: RouteDefinition): boolean {
  return channel !== undefined;
}

function writeChannel(route: RouteDefinition, schemas: SchemaContext): WrittenChannel {
  const messages = ACTIONS.flatMap((action) => {
    const definition = route.channel?.[action];
    return definition === undefined ? [] : toAlternatives(definition.schema).map((schema) => writeMessage(action, { ...definition, schema }, schemas));
  });
  return { route, parameters: toParameters(route.inputs, route.path.names, schemas), messages };
}

/** A union without a name of messages that all have one is these messages. */
function toAlternatives(schema: TSchema): readonly TSchema[] {
  const members = (componentOf(schema) === undefined && kindOf(schema) === 'Union' ? schema['anyOf'] : []) as readonly TSchema[];
  return members.length > 0 && members.every((member) => componentOf(member) !== undefined) ? members : [schema];
}

function writeMessage(action: Action, { schema, encoding }: MessageDefinition, schemas: SchemaContext): WrittenMessage {
  if (encoding === 'binary' || (encoding === 'raw' && kindOf(schema) === 'Uint8Array')) return { action, contentType: BYTES, payload: toBytes(schema) };
  const payload = schemas.write(schema, action === 'receive' ? 'input' : 'output', schemas);
  return { action, contentType: encoding === 'text' ? 'text/plain' : encoding === 'raw' && kindOf(schema) === 'Unknown' ? BYTES : 'application/json', payload };
}

const BYTES = 'application/octet-stream';

/** Bytes as they are, not as base64. @see AsyncAPI 3.0, Data Type Formats (binary) */
function toBytes(schema: TSchema): SchemaObject {
  const { minByteLength, maxByteLength, title, description } = schema as Readonly<Record<string, unknown>>;
  const limits = { title, description, minLength: minByteLength, maxLength: maxByteLength };
  return { type: 'string', format: 'binary', ...Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) };
}
