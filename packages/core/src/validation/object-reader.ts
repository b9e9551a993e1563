import { instanceClassOf } from '../schema/model.js';
import type { JsonSchema } from '../schema/typebox.js';
import type { Complaint } from './format-issue.js';
import { INVALID } from './invalid.js';
import type { Invalid } from './invalid.js';
import { isMarked } from './marked-names.js';
import { mergeReadings, toInstance } from './merge.js';
import { countKeys, isPoison } from './open-value.js';
import type { PlainObject } from './open-value.js';
import { INTEGER_KEY, matchingPatterns } from './property-pattern.js';
import { isReadOnly } from './read-only.js';
import { inside } from './read-context.js';
import type { Place, ReadContext } from './read-context.js';
import type { SchemaNode } from './reference.js';
import { asTypeBox, hasObjectShape, isAbsence, isClosedRecord, isRequired, mapOf, nodeOf, undescribedRequired } from './shape.js';

/** Reads an object: what is declared, then what is not. */
export function readObject(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject): unknown {
  const before = reader.issues.length;
  const result: PlainObject = {};
  let isValid = readDeclared(reader, node, place, object, result);
  if (!isValid && reader.isFull()) return INVALID;
  if (!checkRequired(reader, node, object)) isValid = false;
  if (!readUndeclared(reader, node, place, object, result)) isValid = false;
  if (!checkNames(reader, node, place, object)) isValid = false;
  if (isValid && reader.issues.length === before) isValid = checkSize(reader, node, object);
  if (!isValid) return INVALID;
  if (!hasObjectShape(node)) return reader.readOpen(place, object);
  if (place.open === 'copy' && !readRequiredOnly(reader, undescribedRequired(node), place, object, result)) return INVALID;
  const model = reader.mode === 'output' ? undefined : instanceClassOf(asTypeBox(node));
  return model === undefined ? result : toInstance(model, result);
}

function readDeclared(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject, result: PlainObject): boolean {
  let isValid = true;
  for (const [name, property] of Object.entries(mapOf(node, 'properties'))) {
    if (name === '__proto__' || (reader.isRequest && isReadOnly(property, place.frame))) continue;
    const value = reader.property(object, name);
    const read =
      value === undefined
        ? readAbsent(reader, node, name, property, place, object)
        : readNamed(reader, name, [property, ...matchingPatterns(node, name)], place, value);
    if (read === INVALID) isValid = false;
    else if (read !== undefined) result[name] = read;
    if (!isValid && reader.isFull()) return false;
  }
  return isValid;
}

function readAbsent(reader: ReadContext, node: JsonSchema, name: string, property: SchemaNode, place: Place, object: PlainObject): unknown {
  if (typeof property === 'object' && 'default' in property) return reader.mode === 'output' ? undefined : reader.readDefault(property, place.frame);
  if (reader.isAnswer && isMarked(property, place.frame, 'writeOnly')) return undefined;
  return isRequired(node, name) && !isAbsence(property) ? reader.within(name, () => reader.refuse({ type: 'missing' }, object)) : undefined;
}

function readNamed(reader: ReadContext, name: string, nodes: readonly SchemaNode[], place: Place, value: unknown): unknown {
  return reader.within(name, () => {
    let result = reader.read(nodes[0] as SchemaNode, inside(place), value);
    for (const other of nodes.slice(1)) {
      const also = reader.read(other, inside(place), value);
      result = result === INVALID || also === INVALID ? INVALID : mergeReadings(value, result, also);
    }
    return result;
  });
}

/** A name that is asked for is declared, though nothing says what its value is. */
export function readRequiredOnly(reader: ReadContext, names: readonly string[], place: Place, object: PlainObject, result: PlainObject): boolean {
  let isValid = true;
  for (const name of names) {
    const value = name === '__proto__' || isPoison(name) || Object.hasOwn(result, name) ? undefined : reader.property(object, name);
    if (value === undefined) continue;
    const read = readNamed(reader, name, [true], place, value);
    if (read === INVALID) isValid = false;
    else result[name] = read;
  }
  return isValid;
}

/** Names that are asked for but not described. */
function checkRequired(reader: ReadContext, node: JsonSchema, object: PlainObject): boolean {
  const names = [...undescribedRequired(node), ...dependentNames(reader, node, object)];
  const missing = names.filter((name) => reader.property(object, name) === undefined);
  for (const name of missing) reader.within(name, () => reader.refuse({ type: 'missing' }, object));
  return missing.length === 0;
}

function dependentNames(reader: ReadContext, node: JsonSchema, object: PlainObject): readonly string[] {
  const dependent = Object.entries((node['dependentRequired'] as Record<string, readonly string[]> | undefined) ?? {});
  return dependent.filter(([name]) => reader.property(object, name) !== undefined).flatMap(([, names]) => names);
}

function readUndeclared(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject, result: PlainObject): boolean {
  const additional = nodeOf(node, 'additionalProperties');
  if (additional === undefined && !('patternProperties' in node)) return true;
  const properties = mapOf(node, 'properties');
  let isValid = true;
  for (const key of Object.keys(object)) {
    if (key === '__proto__' || Object.hasOwn(properties, key)) continue;
    const read = readUndeclaredKey(reader, key, node, additional, place, object);
    if (read === INVALID) isValid = false;
    else if (read !== undefined) result[key] = read;
    if (!isValid && reader.isFull()) return false;
  }
  return isValid;
}

export function readUndeclaredKey(
  reader: ReadContext,
  key: string,
  node: JsonSchema,
  additional: SchemaNode | undefined,
  place: Place,
  object: PlainObject,
): unknown {
  const patterns = matchingPatterns(node, key);
  if (patterns.length === 0 && additional === false)
    return reader.mode === 'output' ? undefined : reader.within(key, () => reader.refuse({ type: 'extra_forbidden' }, object[key]));
  if (isPoison(key) || object[key] === undefined) return undefined;
  const schemas = patterns.length > 0 || additional === undefined ? patterns : [additional];
  if (reader.isRequest && schemas.some((schema) => isReadOnly(schema, place.frame))) return undefined;
  if (schemas.length > 0) return readNamed(reader, key, schemas, place, object[key]);
  return isClosedRecord(node) ? refuseKey(reader, key, node, place, object[key]) : undefined;
}

/** The value is looked at all the same: it would be the next complaint. */
function refuseKey(reader: ReadContext, key: string, node: JsonSchema, place: Place, value: unknown): Invalid {
  const [pattern, schema] = Object.entries(mapOf(node, 'patternProperties'))[0] as [string, SchemaNode];
  const complaint: Complaint = pattern === INTEGER_KEY ? { type: 'int_parsing' } : { type: 'string_pattern_mismatch', context: { pattern } };
  reader.within(key, () => reader.within('[key]', () => reader.refuse(complaint, key)));
  readNamed(reader, key, [schema], place, value);
  return INVALID;
}

function checkNames(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject): boolean {
  const names = nodeOf(node, 'propertyNames');
  if (names === undefined) return true;
  let isValid = true;
  for (const key of Object.keys(object)) {
    if (key === '__proto__') continue;
    if (reader.within(key, () => reader.within('[key]', () => reader.read(names, inside(place), key))) === INVALID) isValid = false;
    if (!isValid && reader.isFull()) return false;
  }
  return isValid;
}

function checkSize(reader: ReadContext, node: JsonSchema, object: PlainObject): boolean {
  const { minProperties: least, maxProperties: most } = node;
  const size = typeof least === 'number' || typeof most === 'number' ? countKeys(object) : 0;
  if (typeof least === 'number' && size < least)
    reader.refuse({ type: 'too_short', context: { field_type: 'Dictionary', min_length: least, actual_length: size } }, object);
  else if (typeof most === 'number' && size > most)
    reader.refuse({ type: 'too_long', context: { field_type: 'Dictionary', max_length: most, actual_length: size } }, object);
  else return true;
  return false;
}
