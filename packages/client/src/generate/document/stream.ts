/** What streams are made of. @see OpenAPI 3.2.0 §4.14.3 (Sequential Media Types), §4.14.4 (Server-Sent Events) */
import { childOf, itemsOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { STRING, UNKNOWN } from '../schema/type-node.js';
import type { TypeNode } from '../schema/type-node.js';
import type { ApiEvent, ApiStream } from './api.js';
import { bodyKind } from './media-type.js';

export function readStream(media: Node, mediaType: string, reader: SchemaReader): ApiStream {
  const item = findItem(media, reader);
  if (bodyKind(mediaType) === 'lines') return { kind: 'lines', item: item === undefined ? UNKNOWN : reader.read(item) };
  return item === undefined ? { kind: 'events', json: false, events: [{ data: STRING }] } : readEvents(item, reader);
}

/**
 * 3.2 says it with `itemSchema`. Before that a text with a `contentSchema` does, as documents of ours do, or the schema of a list;
 * any other schema is taken for that of an item, which is what authors mean.
 */
function findItem(media: Node, reader: SchemaReader): Node | undefined {
  const item = childOf(media, 'itemSchema');
  if (item.value !== undefined) return item;
  const schema = childOf(media, 'schema');
  if (schema.value === undefined) return undefined;
  const resolved = reader.resolve(schema);
  const content = childOf(resolved, 'contentSchema');
  const whole = content.value === undefined ? resolved : reader.resolve(content);
  const items = childOf(whole, 'items');
  if (items.value !== undefined) return items;
  return textOf(whole.value, 'type') === 'string' ? undefined : schema;
}

/** An item is an event with its fields, or else the data of one. */
function readEvents(item: Node, reader: SchemaReader): ApiStream {
  const event = reader.resolve(item);
  const kinds = ['oneOf', 'anyOf'].flatMap((word) => itemsOf(childOf(event, word)));
  const events = kinds.map((kind) => reader.resolve(kind)).filter(isEvent);
  if (kinds.length > 0 && events.length === kinds.length) return toEvents(events.map((kind) => readEvent(kind, reader)));
  if (isEvent(event)) return toEvents([readEvent(event, reader)]);
  return { kind: 'events', json: true, events: [{ data: reader.read(item) }] };
}

function isEvent({ value }: Node): boolean {
  return propertyOf(propertyOf(value, 'properties'), 'data') !== undefined;
}

interface ReadEvent extends ApiEvent {
  readonly isJson: boolean;
}

function readEvent(node: Node, reader: SchemaReader): ReadEvent {
  const name = propertyOf(reader.resolve(childOf(node, 'properties', 'event')).value, 'const');
  return { name: typeof name === 'string' ? name : undefined, ...readData(childOf(node, 'properties', 'data'), reader) };
}

/** Data are text; which JSON it is, the schema of its content says. */
function readData(data: Node, reader: SchemaReader): { readonly data: TypeNode; readonly isJson: boolean } {
  const schema = reader.resolve(data);
  const content = childOf(schema, 'contentSchema');
  if (content.value !== undefined) return { data: reader.read(content), isJson: true };
  const isText = textOf(schema.value, 'type') === 'string';
  return isText ? { data: reader.read(data), isJson: false } : { data: reader.read(data), isJson: true };
}

function toEvents(events: readonly ReadEvent[]): ApiStream {
  const names = events.filter(({ isJson }) => isJson).map(({ name }) => name);
  const isAll = names.length === events.length;
  const json = isAll || (names.length > 0 && names.includes(undefined)) ? isAll : names.filter((name) => name !== undefined);
  return { kind: 'events', json: Array.isArray(json) && json.length === 0 ? false : json, events: events.map(({ name, data }) => ({ name, data })) };
}
