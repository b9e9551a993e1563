/** @see OpenAPI 3.1.1 §4.8.13 (Request Body Object), §4.8.15 (Encoding Object) */
import { childOf, entriesOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { STRING, UNKNOWN, keyOf } from '../schema/type-node.js';
import type { TypeNode } from '../schema/type-node.js';
import type { ApiBody, BodyChoice, PartEncoding } from './api.js';
import { styleOf } from './inputs.js';
import { bodyKind, byPreference } from './media-type.js';

/** The body of an operation. What is written alike is one choice: `text/json` beside `application/json`. */
export function readBody(operation: Node, reader: SchemaReader): ApiBody | undefined {
  const node = reader.documents.resolve(childOf(operation, 'requestBody'));
  const content = new Map(entriesOf(childOf(node, 'content')));
  const all = byPreference([...content.keys()]).map((mediaType) => readChoice(mediaType, content.get(mediaType) ?? node, reader));
  const known = all.filter(({ mediaType }) => !mediaType.includes('*'));
  const distinct = new Map((known.length > 0 ? known : all).toReversed().map((choice) => [`${bodyKind(choice.mediaType)} ${keyOf(choice.type)}`, choice]));
  const [first, ...others] = [...distinct.values()].toReversed();
  if (first === undefined) return undefined;
  return {
    choices: [first, ...others],
    isRequired: propertyOf(node.value, 'required') === true,
    comment: [textOf(node.value, 'description') ?? ''].filter((text) => text !== ''),
  };
}

function readChoice(mediaType: string, node: Node, reader: SchemaReader): BodyChoice {
  const media = reader.documents.resolve(node);
  const kind = bodyKind(mediaType);
  const form = kind === 'form' || kind === 'multipart' ? kind : undefined;
  return { mediaType, type: typeOfBody(media, mediaType, reader), form, encoding: readEncoding(media) };
}

function typeOfBody(media: Node, mediaType: string, reader: SchemaReader): TypeNode {
  const kind = bodyKind(mediaType);
  const schema = childOf(media, 'schema');
  const items = childOf(media, 'itemSchema');
  if (kind === 'binary' || kind === 'events') return { kind: 'named', name: 'BinaryBody' };
  if (kind === 'lines')
    return items.value === undefined || mediaType.includes('seq') ? { kind: 'named', name: 'BinaryBody' } : { kind: 'array', item: reader.read(items) };
  if (kind === 'text') return STRING;
  return schema.value === undefined ? UNKNOWN : reader.read(schema);
}

function readEncoding(media: Node): Record<string, PartEncoding> {
  const parts = entriesOf(childOf(media, 'encoding')).map(([name, node]) => {
    const [contentType, style, explode] = [typeOfPart(node.value), styleOf(node), propertyOf(node.value, 'explode')];
    return [name, { ...(contentType && { contentType }), ...(style && { style }), ...(typeof explode === 'boolean' && { explode }) }] as const;
  });
  return Object.fromEntries(parts.filter(([name, part]) => !(name in {}) && Object.keys(part).length > 0));
}

/** One type, without parameters: a list of types that are accepted, `image/png, image/jpeg`, is none that could be sent. */
function typeOfPart(encoding: unknown): string | undefined {
  return /^[^\s,;*]+(?=$|\s*;)/.exec(textOf(encoding, 'contentType') ?? '')?.[0];
}
