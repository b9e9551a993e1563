import type { JsonSchema } from '../schema/typebox.js';
import { INVALID } from './invalid.js';
import { readUndeclaredKey } from './object-reader.js';
import { isPlainObject } from './open-value.js';
import type { PlainObject } from './open-value.js';
import { matchingPatterns } from './property-pattern.js';
import type { Place, ReadContext } from './read-context.js';
import type { Frame, SchemaNode } from './reference.js';
import { mapOf, nodeOf, nodesOf } from './shape.js';

/** Reads the properties that no part of an intersection has looked at. */
export function readUnevaluated(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject, merged: PlainObject): unknown {
  const unevaluated = nodeOf(node, 'unevaluatedProperties');
  if (unevaluated === undefined) return merged;
  const evaluated = new Set<string>();
  collectEvaluated(reader, node, place, object, evaluated);
  const result = isPlainObject(merged) ? { ...merged } : merged;
  let isValid = true;
  for (const key of Object.keys(object)) {
    if (key === '__proto__' || evaluated.has(key)) continue;
    const read = readUndeclaredKey(reader, key, {}, unevaluated, place, object);
    if (read === INVALID) isValid = false;
    else if (read !== undefined) result[key] = read;
    if (!isValid && reader.isFull()) break;
  }
  return isValid ? result : INVALID;
}

/** Names that some applied schema has looked at. @see JSON Schema 2020-12 Core §11.3 */
function collectEvaluated(reader: ReadContext, node: SchemaNode, place: Place, object: PlainObject, names: Set<string>): void {
  if (typeof node === 'boolean') return;
  const own: Place = { ...place, frame: place.frame.enter(node) };
  const properties = mapOf(node, 'properties');
  for (const key of Object.keys(object)) {
    if (Object.hasOwn(properties, key) || nodeOf(node, 'additionalProperties') !== undefined || matchingPatterns(node, key).length > 0) names.add(key);
  }
  for (const part of appliedTo(reader, node, own, object)) collectEvaluated(reader, part.schema, { ...own, frame: part.frame }, object, names);
}

function appliedTo(
  reader: ReadContext,
  node: JsonSchema,
  place: Place,
  object: PlainObject,
): readonly { readonly schema: SchemaNode; readonly frame: Frame }[] {
  const { frame } = place;
  const applied = (nodesOf(node, 'allOf') ?? []).map((schema) => ({ schema, frame }));
  const alternatives = [...(nodesOf(node, 'anyOf') ?? []), ...(nodesOf(node, 'oneOf') ?? [])].filter((branch) => reader.accepts(branch, place, object));
  const dependent = Object.entries(mapOf(node, 'dependentSchemas')).filter(([name]) => reader.property(object, name) !== undefined);
  const condition = nodeOf(node, 'if');
  const holds = condition !== undefined && reader.accepts(condition, place, object);
  const conditional = condition === undefined ? [] : [...(holds ? [condition] : []), nodeOf(node, holds ? 'then' : 'else') ?? true];
  const target = typeof node['$ref'] === 'string' ? frame.resolve(node['$ref']) : undefined;
  return [
    ...applied,
    ...[...alternatives, ...dependent.map(([, schema]) => schema), ...conditional].map((schema) => ({ schema, frame })),
    ...(target === undefined ? [] : [target]),
  ];
}
