/** Schemas of lists. */
import { childOf, itemsOf, propertyOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from './schema-reader.js';
import { UNKNOWN } from './type-node.js';
import type { TypeNode } from './type-node.js';

/** Longer tuples than this are lists that happen to have a length. */
const LONGEST_TUPLE = 100;

export function readArray(node: Node, reader: SchemaReader): TypeNode {
  const items = childOf(node, 'items');
  const places = itemsOf(Array.isArray(items.value) ? items : childOf(node, 'prefixItems'));
  if (places.length > 0 && places.length <= LONGEST_TUPLE) return readTuple(node, places, reader);
  return { kind: 'array', item: items.value === undefined || Array.isArray(items.value) ? UNKNOWN : reader.read(items) };
}

/** Authors of a tuple mean all of it unless they say how much: so it is read, though JSON Schema lets it be shorter. */
function readTuple(node: Node, places: readonly Node[], reader: SchemaReader): TypeNode {
  const fewest = propertyOf(node.value, 'minItems');
  const required = typeof fewest === 'number' ? Math.max(0, Math.min(Math.floor(fewest), places.length)) : places.length;
  return { kind: 'tuple', items: places.map((place) => reader.read(place)), required, rest: readRest(node, places.length, reader) };
}

function readRest(node: Node, length: number, reader: SchemaReader): TypeNode | undefined {
  const word = Array.isArray(propertyOf(node.value, 'items')) ? 'additionalItems' : 'items';
  const rest = childOf(node, word);
  const most = propertyOf(node.value, 'maxItems');
  if (rest.value === false || (typeof most === 'number' && most <= length)) return undefined;
  return rest.value === undefined ? UNKNOWN : reader.read(rest);
}
