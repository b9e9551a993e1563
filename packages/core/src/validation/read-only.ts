import { codecOf } from '../schema/codec.js';
import type { JsonSchema } from '../schema/typebox.js';
import { isMarked, markedNames } from './marked-names.js';
import { isObject } from './open-value.js';
import type { Frame, SchemaNode } from './reference.js';
import { asTypeBox } from './shape.js';

/**
 * True for a property that only the server writes: what a client sends of it is dropped.
 *
 * @see OpenAPI 3.0 §4.7.24.1, JSON Schema Validation §9.4
 */
export function isReadOnly(node: SchemaNode, frame: Frame): boolean {
  return isMarked(node, frame, 'readOnly');
}

/** The names that a schema and all that it applies call `readOnly`. */
export function readOnlyNames(node: SchemaNode, frame: Frame): ReadonlySet<string> {
  return markedNames(node, frame, 'readOnly');
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
    (node as JsonSchema)['readOnly'] === true ||
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
