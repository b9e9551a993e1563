import { codecOf } from '../schema/codec.js';
import type { JsonSchema } from '../schema/typebox.js';
import { isObject } from './open-value.js';
import type { Frame, SchemaNode } from './reference.js';
import { asTypeBox, declaredNames, dereference, mapOf, nodeOf, nodesOf } from './shape.js';

/**
 * True for a property that only the server writes: what a client sends of it is dropped.
 *
 * @see OpenAPI 3.0 §4.7.24.1, JSON Schema Validation §9.4
 */
export function isReadOnly(node: SchemaNode, frame: Frame): boolean {
  return saysReadOnly(node) || saysReadOnly(dereference(node, frame).schema);
}

function saysReadOnly(node: SchemaNode): boolean {
  return typeof node === 'object' && node['readOnly'] === true;
}

const mentions = new WeakMap<object, boolean>();

/** True where anything within a schema is `readOnly`; all others are read in requests as they are read elsewhere. Looked for once. */
export function mentionsReadOnly(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const known = mentions.get(node);
  if (known !== undefined) return known;
  // A schema that contains itself is a mistake, and must not keep the search from its end.
  mentions.set(node, false);
  const codec = codecOf(asTypeBox(node as JsonSchema));
  const found =
    saysReadOnly(node as JsonSchema) ||
    (codec !== undefined && (mentionsReadOnly(codec.wire) || mentionsReadOnly(codec.input))) ||
    Object.values(node).some(mentionsReadOnly);
  mentions.set(node, found);
  return found;
}

const hiddenNames = new WeakMap<JsonSchema, ReadonlySet<string>>();

/** What of an object the parts of an intersection may read: what one calls `readOnly`, another that is open would bring. */
export function withoutReadOnly(node: JsonSchema, frame: Frame, value: unknown): unknown {
  if (!isObject(value)) return value;
  const hidden = hiddenNames.get(node) ?? readOnlyNames(node, frame);
  hiddenNames.set(node, hidden);
  const isKept = (name: string): boolean => !hidden.has(name);
  return Object.keys(value).every(isKept) ? value : Object.fromEntries(Object.entries(value).filter(([name]) => isKept(name)));
}

/** The names that a schema and all that it applies call `readOnly`. */
export function readOnlyNames(node: SchemaNode, frame: Frame, seen: ReadonlySet<SchemaNode> = new Set()): ReadonlySet<string> {
  if (typeof node === 'boolean' || seen.has(node)) return new Set();
  const within = frame.enter(node);
  const namesOf = (part: SchemaNode, inFrame = within): readonly string[] => [...readOnlyNames(part, inFrame, new Set([...seen, node]))];
  const own = Object.entries(mapOf(node, 'properties')).filter(([, property]) => isReadOnly(property, within));
  const applied = [...(nodesOf(node, 'allOf') ?? []), nodeOf(node, 'then') ?? true, nodeOf(node, 'else') ?? true];
  const target = typeof node['$ref'] === 'string' ? within.resolve(node['$ref']) : undefined;
  const isHiddenIn = (branch: SchemaNode, name: string): boolean => !declaredNames(branch, within).includes(name) || namesOf(branch).includes(name);
  // Of the branches of a union one applies: what any of them lets clients write is left to it.
  const unions = [nodesOf(node, 'anyOf') ?? [], nodesOf(node, 'oneOf') ?? []].flatMap((branches) =>
    branches.flatMap((branch) => namesOf(branch)).filter((name) => branches.every((branch) => isHiddenIn(branch, name))),
  );
  return new Set([
    ...own.map(([name]) => name),
    ...[...applied, ...Object.values(mapOf(node, 'dependentSchemas'))].flatMap((part) => namesOf(part)),
    ...(target === undefined ? [] : namesOf(target.schema, target.frame)),
    ...unions,
  ]);
}
