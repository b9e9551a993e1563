/** `allOf`: an intersection, or one object where the parts would not allow each other. */
import { childOf, isObject, itemsOf, propertyOf, textsOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import { coverProperties, readFurther, readProperties } from './object-type.js';
import type { SchemaReader } from './schema-reader.js';
import { UNKNOWN, isKeyword, toIntersection, toUnion } from './type-node.js';
import type { PropertyNode, TypeNode } from './type-node.js';

const OBJECT_ONLY = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'allOf',
  'title',
  'description',
  'example',
  'examples',
  'xml',
  'externalDocs',
  'deprecated',
]);

export function readAllOf(node: Node, reader: SchemaReader): TypeNode {
  const members = itemsOf(childOf(node, 'allOf'));
  if (members.length === 0) return UNKNOWN;
  const parts = members.flatMap((member) => flatten(member, reader, new Set()) ?? []);
  const needsMerge =
    parts.length > 1 && members.every((member) => flatten(member, reader, new Set()) !== undefined) && parts.some((part) => hasTypedFurther(part));
  if (needsMerge) return mergeParts(parts, reader);
  const types = members.filter((member) => !isAncestorUnion(member, node, reader)).map((member) => reader.read(member));
  return toIntersection([...types, readRequired(node, members, reader)]);
}

/** Objects whose further properties have a type: `{ a: string } & { [name: string]: number }` would be a type without values. */
function mergeParts(parts: readonly Node[], reader: SchemaReader): TypeNode {
  const required = new Set(parts.flatMap((part) => textsOf(part.value, 'required')));
  const byName = new Map<string, PropertyNode>();
  for (const property of parts.flatMap((part) => readProperties(part, reader))) {
    const before = byName.get(property.name);
    const type = before === undefined ? property.type : toIntersection([before.type, property.type]);
    byName.set(property.name, { ...property, type, isRequired: required.has(property.name) });
  }
  const properties = [...byName.values()];
  const further = parts.map((part) => readFurther(part, reader)).filter((type) => type !== undefined);
  const index = toUnion(further.filter((type) => !isKeyword(type, 'unknown') && !isKeyword(type, 'never')));
  return { kind: 'object', properties, index: coverProperties(properties, index) };
}

/** The plain objects that a schema is made of; undefined where it is something else, too. */
function flatten(node: Node, reader: SchemaReader, seen: Set<unknown>): Node[] | undefined {
  const target = reader.resolve(node);
  const schema = target.value;
  if (!isObject(schema) || seen.has(schema)) return undefined;
  seen.add(schema);
  if (Object.keys(schema).some((word) => !OBJECT_ONLY.has(word) && !word.startsWith('x-'))) return undefined;
  const parents = itemsOf(childOf(target, 'allOf')).map((member) => flatten(member, reader, seen));
  return parents.some((parent) => parent === undefined) ? undefined : [...parents.flatMap((parent) => parent ?? []), target];
}

function hasTypedFurther({ value }: Node): boolean {
  const further = propertyOf(value, 'additionalProperties');
  return isObject(further) && Object.keys(further).length > 0;
}

/** `allOf: [Base, { required: ['name'] }]` makes a property of Base required: one part names it, another describes it. */
function readRequired(node: Node, members: readonly Node[], reader: SchemaReader): TypeNode {
  const parts = [node, ...members.map((member) => reader.resolve(member))];
  const names = new Set([node, ...members].flatMap((part) => textsOf(part.value, 'required')));
  const properties: PropertyNode[] = [];
  for (const name of names) {
    const isSaid = parts.some(({ value }) => textsOf(value, 'required').includes(name) && isObject(propertyOf(propertyOf(value, 'properties'), name)));
    const found = isSaid ? undefined : findProperty(name, parts, reader, new Set());
    if (found !== undefined) properties.push({ name, type: reader.read(found), isRequired: true, comment: [] });
  }
  return properties.length === 0 ? UNKNOWN : { kind: 'object', properties };
}

function findProperty(name: string, parts: readonly Node[], reader: SchemaReader, seen: Set<unknown>): Node | undefined {
  for (const part of parts) {
    if (seen.has(part.value)) continue;
    seen.add(part.value);
    const own = childOf(part, 'properties', name);
    if (own.value !== undefined) return own;
    const inherited = findProperty(
      name,
      itemsOf(childOf(part, 'allOf')).map((member) => reader.resolve(member)),
      reader,
      seen,
    );
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** A base that is the union of those made from it is no part of them: only what else it says would be. */
function isAncestorUnion(member: Node, node: Node, reader: SchemaReader): boolean {
  const base = reader.resolve(member);
  const choices = ['oneOf', 'anyOf'].flatMap((word) => itemsOf(childOf(base, word)));
  return choices.some((choice) => reader.resolve(choice).value === node.value);
}
