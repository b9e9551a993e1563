import { instanceClassOf } from '../schema/model.js';
import type { JsonSchema } from '../schema/typebox.js';
import { INVALID } from './invalid.js';
import { mergeReadings, toInstance } from './merge.js';
import { readRequiredOnly } from './object-reader.js';
import { isObject } from './open-value.js';
import type { PlainObject } from './open-value.js';
import { NOTHING } from './read-context.js';
import type { Part, Place, ReadContext } from './read-context.js';
import { withoutReadOnly } from './read-only.js';
import type { Frame, SchemaNode } from './reference.js';
import { asTypeBox, bringsShape, hasArrayShape, hasObjectShape, mapOf, nodeOf, nodesOf } from './shape.js';
import { readUnevaluated } from './unevaluated-reader.js';
import { readUnion } from './union-reader.js';

/** Reads a value that several schemas describe at once: each brings what it declares. */
export function readIntersection(reader: ReadContext, node: JsonSchema, place: Place, given: unknown): unknown {
  const value = reader.isRequest ? withoutReadOnly(node, place.frame, given) : given;
  const kind = Array.isArray(value) ? 'array' : isObject(value) ? 'object' : undefined;
  const before = reader.issues.length;
  const base = reader.readBase(node, { ...place, open: 'keep' }, value);
  if (base === INVALID) return INVALID;
  const parts: unknown[] = kind !== undefined && (kind === 'object' ? hasObjectShape(node) : hasArrayShape(node)) ? [base] : [];
  let current = base;
  let isValid = true;
  for (const part of partsOf(reader, node, place)) {
    const brings = kind !== undefined && part.brings(kind);
    const read = part.read(kind === undefined ? current : value, { ...place, open: brings ? 'part' : 'keep' });
    if (read === INVALID) isValid = false;
    else if (kind === undefined) current = read;
    else if (brings && read !== NOTHING) parts.push(read);
    if (!isValid && reader.isFull()) return INVALID;
  }
  reader.dropRepeated(before);
  if (!isValid || !checkNot(reader, node, place, value)) return INVALID;
  if (kind === undefined) return current;
  const merged = parts.length === 0 ? reader.readOpen(place, value) : parts.reduce((left, right) => mergeReadings(value, left, right));
  return merged === INVALID || kind === 'array' ? merged : finishObject(reader, node, place, value as PlainObject, merged as PlainObject);
}

function finishObject(reader: ReadContext, node: JsonSchema, place: Place, object: PlainObject, merged: PlainObject): unknown {
  const result = readUnevaluated(reader, node, place, object, merged);
  const model = reader.mode === 'output' ? undefined : instanceClassOf(asTypeBox(node));
  if (result === INVALID) return INVALID;
  if (place.open === 'copy' && !readRequiredOnly(reader, requiredOf(node), place, object, result as PlainObject)) return INVALID;
  return model === undefined || merged instanceof model ? result : toInstance(model, result as PlainObject);
}

/** What an object must have whichever branches apply. */
function requiredOf(node: SchemaNode): readonly string[] {
  if (typeof node === 'boolean') return [];
  return [...((node['required'] as readonly string[] | undefined) ?? []), ...(nodesOf(node, 'allOf') ?? []).flatMap(requiredOf)];
}

function partsOf(reader: ReadContext, node: JsonSchema, { frame }: Place): readonly Part[] {
  const part = (schema: SchemaNode): Part => ({
    read: (value, place) => reader.read(schema, place, value),
    brings: (kind) => bringsShape(schema, frame, kind),
  });
  const parts = (nodesOf(node, 'allOf') ?? []).map(part);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (keyword in node) parts.push({ ...part({ [keyword]: node[keyword] }), read: (value, place) => readUnion(reader, node, keyword, place, value) });
  }
  if ('$ref' in node) parts.push({ ...part({ $ref: node['$ref'] }), read: (value, place) => reader.readReference(node, place, value) });
  const condition = nodeOf(node, 'if');
  if (condition !== undefined) parts.push(conditionalPart(reader, condition, nodeOf(node, 'then') ?? true, nodeOf(node, 'else') ?? true, frame));
  for (const [name, dependent] of Object.entries(mapOf(node, 'dependentSchemas'))) {
    const whole = part(dependent);
    parts.push({ ...whole, read: (value, place) => (isObject(value) && reader.property(value, name) === undefined ? NOTHING : whole.read(value, place)) });
  }
  return parts;
}

function conditionalPart(reader: ReadContext, condition: SchemaNode, then: SchemaNode, otherwise: SchemaNode, frame: Frame): Part {
  const read: Part['read'] = (value, place) => {
    const branch = reader.accepts(condition, place, value) ? then : otherwise;
    const result = reader.read(branch, place, value);
    return result === INVALID || !isContainer(value) || bringsShape(branch, frame, Array.isArray(value) ? 'array' : 'object') ? result : NOTHING;
  };
  return { read, brings: (kind) => bringsShape(then, frame, kind) || bringsShape(otherwise, frame, kind) };
}

function checkNot(reader: ReadContext, node: JsonSchema, place: Place, value: unknown): boolean {
  const excluded = nodeOf(node, 'not');
  if (excluded === undefined || !reader.accepts(excluded, place, value)) return true;
  reader.refuse({ type: 'not_allowed' }, value);
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
