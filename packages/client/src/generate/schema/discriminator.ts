/** @see OpenAPI 3.1.1 §4.8.25 (Discriminator Object); AsyncAPI 3.0 writes the property's name only */
import { childOf, entriesOf, itemsOf, propertyOf, splitPointer, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from './schema-reader.js';
import { UNKNOWN, toIntersection, toUnion } from './type-node.js';
import type { TypeNode } from './type-node.js';

/** A member of a union with the values that tell it, unless it says them itself. */
export function narrowByDiscriminator(union: Node, member: Node, type: TypeNode, reader: SchemaReader): TypeNode {
  const name = discriminatorOf(union.value);
  if (name === undefined || textOf(member.value, '$ref') === undefined) return type;
  return toIntersection([type, toTag(union, name, reader.resolve(member), reader)]);
}

/** A schema made from a base with a discriminator is told by the base's mapping. */
export function narrowByParents(node: Node, reader: SchemaReader): TypeNode {
  const tags = itemsOf(childOf(node, 'allOf')).map((parent) => {
    const base = reader.resolve(parent);
    const name = discriminatorOf(base.value);
    return name === undefined || textOf(parent.value, '$ref') === undefined ? UNKNOWN : toTag(base, name, node, reader);
  });
  return toIntersection(tags);
}

/** '{ kind: "said" }' */
function toTag(owner: Node, name: string, target: Node, reader: SchemaReader): TypeNode {
  if (saysItself(target, name, reader, new Set())) return UNKNOWN;
  const values = valuesOf(owner, target, reader);
  if (values.length === 0) return UNKNOWN;
  const type = toUnion(values.map((value) => ({ kind: 'literal', value })));
  return { kind: 'object', properties: [{ name, type, isRequired: true, comment: [] }] };
}

/** The mapping's values for a schema, or else its name. */
function valuesOf(owner: Node, target: Node, reader: SchemaReader): string[] {
  const mapping = entriesOf(childOf(owner, 'discriminator', 'mapping'));
  const mapped = mapping.filter(([, { value }]) => typeof value === 'string' && leadsTo(value, owner, target, reader)).map(([value]) => value);
  if (mapped.length > 0) return mapped;
  const tokens = splitPointer(target.pointer);
  const isComponent = tokens.length === 3 && tokens[1] === 'schemas';
  return isComponent ? tokens.slice(2) : [];
}

/** A mapping names a schema by its reference or by its name. */
function leadsTo(value: string, owner: Node, target: Node, reader: SchemaReader): boolean {
  const isName = /^[\w.-]+$/.test(value);
  try {
    const reference = isName ? `#/components/schemas/${value}` : value;
    return reader.documents.resolve({ ...owner, value: { $ref: reference } }).value === target.value;
  } catch {
    return false;
  }
}

/** Whether a schema fixes the property's values: then nothing need be added, and could contradict it. */
function saysItself(node: Node, name: string, reader: SchemaReader, seen: Set<unknown>): boolean {
  const schema = reader.resolve(node);
  if (seen.has(schema.value)) return false;
  seen.add(schema.value);
  const property = reader.resolve(childOf(schema, 'properties', name)).value;
  if (propertyOf(property, 'const') !== undefined || propertyOf(property, 'enum') !== undefined) return true;
  return itemsOf(childOf(schema, 'allOf')).some((part) => textOf(part.value, '$ref') === undefined && saysItself(part, name, reader, seen));
}

function discriminatorOf(schema: unknown): string | undefined {
  const found = propertyOf(schema, 'discriminator');
  return typeof found === 'string' ? found : textOf(found, 'propertyName');
}
