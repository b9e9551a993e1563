/** @see OpenAPI 3.1.1 §4.8.13 (Request Body Object), §4.8.15 (Encoding Object) */
import { childOf, entriesOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { STRING, UNKNOWN } from '../schema/type-node.js';
import type { TypeNode } from '../schema/type-node.js';
import type { ApiBody, PartEncoding } from './api.js';
import { styleOf } from './inputs.js';
import { bodyKind, preferredOf } from './media-type.js';

/** The body of an operation: of several media types the one that is easiest to send. */
export function readBody(operation: Node, reader: SchemaReader): ApiBody | undefined {
  const node = reader.documents.resolve(childOf(operation, 'requestBody'));
  const content = new Map(entriesOf(childOf(node, 'content')));
  const mediaType = preferredOf([...content.keys()]);
  const media = content.get(mediaType ?? '');
  if (mediaType === undefined || media === undefined) return undefined;
  const kind = bodyKind(mediaType);
  return {
    mediaType,
    type: typeOfBody(reader.documents.resolve(media), mediaType, reader),
    isRequired: propertyOf(node.value, 'required') === true,
    encoding: readEncoding(media),
    comment: [textOf(node.value, 'description') ?? '', content.size > 1 ? `Sent as \`${mediaType}\`.` : ''].filter((text) => text !== ''),
    isForm: kind === 'multipart' || kind === 'form',
  };
}

function typeOfBody(media: Node, mediaType: string, reader: SchemaReader): TypeNode {
  const kind = bodyKind(mediaType);
  const schema = childOf(media, 'schema');
  const items = childOf(media, 'itemSchema');
  if (kind === 'binary' || kind === 'events') return { kind: 'named', name: 'BinaryBody' };
  if (kind === 'lines') return items.value === undefined ? { kind: 'named', name: 'BinaryBody' } : { kind: 'array', item: reader.read(items) };
  if (kind === 'text') return STRING;
  return schema.value === undefined ? UNKNOWN : reader.read(schema);
}

function readEncoding(media: Node): Record<string, PartEncoding> {
  const parts = entriesOf(childOf(media, 'encoding')).map(([name, node]) => {
    const [contentType, style, explode] = [textOf(node.value, 'contentType'), styleOf(node), propertyOf(node.value, 'explode')];
    return [name, { ...(contentType && { contentType }), ...(style && { style }), ...(typeof explode === 'boolean' && { explode }) }] as const;
  });
  return Object.fromEntries(parts.filter(([name, part]) => !(name in {}) && Object.keys(part).length > 0));
}
