/** Schemas of objects. */
import { childOf, entriesOf, propertyOf, textsOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import { commentOfSchema } from './schema-comment.js';
import type { SchemaReader } from './schema-reader.js';
import { NEVER, UNDEFINED, UNKNOWN, isKeyword, toUnion } from './type-node.js';
import type { ObjectNode, PropertyNode, TypeNode } from './type-node.js';

export function readObject(node: Node, reader: SchemaReader): ObjectNode {
  const properties = readProperties(node, reader);
  return { kind: 'object', properties, index: coverProperties(properties, readFurther(node, reader)) };
}

export function readProperties(node: Node, reader: SchemaReader): PropertyNode[] {
  const required = new Set(textsOf(node.value, 'required'));
  return entriesOf(childOf(node, 'properties')).map(([name, property]) => ({
    name,
    type: reader.read(property),
    isRequired: required.has(name),
    access: readAccess(property, reader),
    comment: commentOfSchema(property.value),
  }));
}

/** The type of what is not named: none where nothing more may come, or nothing is said beside names. */
export function readFurther(node: Node, reader: SchemaReader): TypeNode | undefined {
  const patterns = entriesOf(childOf(node, 'patternProperties')).map(([, pattern]) => reader.read(pattern));
  const further = childOf(node, 'additionalProperties');
  const isOpen = propertyOf(node.value, 'properties') === undefined;
  if (further.value === undefined) return patterns.length > 0 ? toUnion(patterns) : isOpen ? UNKNOWN : undefined;
  if (further.value === false) return patterns.length > 0 ? toUnion(patterns) : isOpen ? NEVER : undefined;
  return toUnion([...patterns, reader.read(further)]);
}

/** TypeScript demands that what has no name allows what has one. */
export function coverProperties(properties: readonly PropertyNode[], index: TypeNode | undefined): TypeNode | undefined {
  if (index === undefined || properties.length === 0) return index;
  if (isKeyword(index, 'never')) return undefined;
  const optional = properties.every(({ isRequired, access }) => isRequired && access === undefined) ? [] : [UNDEFINED];
  return toUnion([index, ...properties.map(({ type }) => type), ...optional]);
}

/** A referenced schema may say it, too. */
function readAccess(node: Node, reader: SchemaReader): PropertyNode['access'] {
  const target = reader.resolve(node).value;
  const is = (word: string) => propertyOf(node.value, word) === true || propertyOf(target, word) === true;
  if (is('readOnly')) return is('writeOnly') ? undefined : 'read';
  return is('writeOnly') ? 'write' : undefined;
}
