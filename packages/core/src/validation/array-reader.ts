import type { JsonSchema } from '../schema/typebox.js';
import { areItemsUnique } from './equality.js';
import type { Complaint } from './format-issue.js';
import { INVALID } from './invalid.js';
import { inside } from './read-context.js';
import type { Place, ReadContext } from './read-context.js';
import type { SchemaNode } from './reference.js';
import { hasArrayShape, nodeOf, nodesOf } from './shape.js';

/** Reads the items of a list by their schemas, and checks how many there are. */
export function readArray(reader: ReadContext, node: JsonSchema, place: Place, items: readonly unknown[]): unknown {
  const prefix = nodesOf(node, 'prefixItems') ?? nodesOf(node, 'items') ?? [];
  const rest = nodeOf(node, nodesOf(node, 'prefixItems') !== undefined || nodeOf(node, 'items') !== undefined ? 'items' : 'additionalItems');
  const tooLong = findTooLong(node, prefix.length, rest, items.length);
  if (tooLong !== undefined) return reader.refuse(tooLong, items);
  const results = hasArrayShape(node) ? readItems(reader, prefix, rest ?? prefix.length === 0, place, items) : reader.readOpen(place, items);
  // What a tuple lacks is a mistake beside those of the items it has; how long a list is counts once its items are right.
  if (results === INVALID && (prefix.length === 0 || reader.isFull())) return INVALID;
  const isShort = checkMinItems(reader, node, prefix.length, items);
  if (isShort || results === INVALID || !checkContents(reader, node, place, items, results as readonly unknown[])) return INVALID;
  return results;
}

function readItems(reader: ReadContext, prefix: readonly SchemaNode[], rest: SchemaNode, place: Place, items: readonly unknown[]): unknown {
  const results: unknown[] = [];
  let isValid = true;
  for (const [index, item] of items.entries()) {
    // What nothing describes is dropped, as undeclared properties are.
    if (index >= prefix.length && rest === false) break;
    const result = reader.within(index, () => reader.read(prefix[index] ?? rest, inside(place), item));
    if (result === INVALID) isValid = false;
    if (!isValid && reader.isFull()) return INVALID;
    results.push(result);
  }
  return isValid ? results : INVALID;
}

function checkMinItems(reader: ReadContext, node: JsonSchema, places: number, items: readonly unknown[]): boolean {
  const least = node['minItems'];
  if (typeof least !== 'number' || items.length >= least) return false;
  if (places < least)
    reader.refuse({ type: 'too_short', context: { field_type: places > 0 ? 'Tuple' : 'List', min_length: least, actual_length: items.length } }, items);
  else for (let index = items.length; index < least; index++) reader.within(index, () => reader.refuse({ type: 'missing' }, items));
  return true;
}

function checkContents(reader: ReadContext, node: JsonSchema, place: Place, items: readonly unknown[], results: readonly unknown[]): boolean {
  if (node['uniqueItems'] === true && !areItemsUnique(items, results)) {
    reader.refuse({ type: 'unique_items' }, items);
    return false;
  }
  const contains = nodeOf(node, 'contains');
  return contains === undefined || checkContains(reader, node, contains, place, items);
}

function checkContains(reader: ReadContext, node: JsonSchema, contains: SchemaNode, place: Place, items: readonly unknown[]): boolean {
  const least = (node['minContains'] as number | undefined) ?? 1;
  const most = (node['maxContains'] as number | undefined) ?? Infinity;
  const actual = items.filter((item) => reader.accepts(contains, inside(place), item)).length;
  if (actual < least) reader.refuse({ type: 'contains_too_few', context: { min_contains: least, actual } }, items);
  if (actual > most) reader.refuse({ type: 'contains_too_many', context: { max_contains: most, actual } }, items);
  return actual >= least && actual <= most;
}

function findTooLong(node: JsonSchema, places: number, rest: SchemaNode | undefined, length: number): Complaint | undefined {
  const most = Math.min((node['maxItems'] as number | undefined) ?? Infinity, rest === false ? places : Infinity);
  if (length <= most) return undefined;
  return { type: 'too_long', context: { field_type: places > 0 ? 'Tuple' : 'List', max_length: most, actual_length: length } };
}
