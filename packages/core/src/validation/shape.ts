/**
 * What can be known of a schema without a value: constant members, which properties are declared, which branch a tag selects.
 */
import { codecOf } from '../schema/codec.js';
import { instanceClassOf } from '../schema/model.js';
import { hintOf, isTransform, kindOf } from '../schema/typebox.js';
import type { JsonSchema, TSchema } from '../schema/typebox.js';
import type { Frame, SchemaNode } from './reference.js';

/** The schema as codecs, components and TypeBox's symbols are asked for. */
export function asTypeBox(schema: JsonSchema): TSchema {
  return schema as TSchema;
}

export function nodesOf(schema: JsonSchema, keyword: string): readonly SchemaNode[] | undefined {
  const nodes = schema[keyword];
  return Array.isArray(nodes) ? (nodes as SchemaNode[]) : undefined;
}

export function nodeOf(schema: JsonSchema, keyword: string): SchemaNode | undefined {
  const node = schema[keyword];
  return typeof node === 'boolean' || (typeof node === 'object' && node !== null && !Array.isArray(node)) ? (node as SchemaNode) : undefined;
}

const NO_ENTRIES: Readonly<Record<string, SchemaNode>> = {};

/** The map under `properties`, `patternProperties` or `dependentSchemas`. */
export function mapOf(schema: JsonSchema, keyword: string): Readonly<Record<string, SchemaNode>> {
  return (schema[keyword] as Readonly<Record<string, SchemaNode>> | undefined) ?? NO_ENTRIES;
}

/** The names under `type`, none where the schema has no such keyword. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const type = schema['type'];
  if (type === undefined) return [];
  // What TypeBox calls a type of its own is a text that matches an expression.
  if (type === 'RegExp') return ['string'];
  return Array.isArray(type) ? (type as string[]) : [type as string];
}

export function isRequired(schema: JsonSchema, name: string): boolean {
  const required = schema['required'];
  return Array.isArray(required) && required.includes(name);
}

/** Names that an object schema asks for without describing them. */
export function undescribedRequired(schema: JsonSchema): readonly string[] {
  const required = schema['required'] as readonly string[] | undefined;
  if (required === undefined || required.length === 0) return NO_NAMES;
  const properties = mapOf(schema, 'properties');
  return required.filter((name) => !Object.hasOwn(properties, name));
}

const NO_NAMES: readonly string[] = [];

/** True for `{ type: 'null' }` and `{ const: null }`. */
export function isNull(node: SchemaNode): boolean {
  return typeof node === 'object' && (node['type'] === 'null' || ('const' in node && node['const'] === null));
}

/** True where `value` is of the JSON type. */
export function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'void') return value === undefined;
  return typeof value === type;
}

/** True where a schema accepts neither lists nor objects, as far as it says so itself. */
export function takesScalar(node: SchemaNode): boolean {
  if (typeof node === 'boolean') return false;
  const types = typesOf(node);
  if (types.length > 0) return !types.includes('array') && !types.includes('object');
  return constantsOf(node)?.every(isScalar) === true;
}

/** Keywords that say something of the value itself. */
const ASSERTIONS = new Set([
  'const',
  'enum',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'items',
  'prefixItems',
  'additionalItems',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
]);

/** True where a schema says something of the value itself, beside what it applies. */
export function hasAssertions(schema: JsonSchema): boolean {
  return 'type' in schema || 'format' in schema || Object.keys(schema).some((keyword) => ASSERTIONS.has(keyword));
}

/** The constants of a schema that allows nothing else, as a literal, an enum or a union of them does. */
export function constantsOf(node: SchemaNode): readonly unknown[] | undefined {
  if (typeof node === 'boolean') return undefined;
  const decisive = Object.keys(node).filter((keyword) => ASSERTIONS.has(keyword) || APPLICATORS.includes(keyword));
  if (decisive.length !== 1 || isTransform(asTypeBox(node)) || codecOf(asTypeBox(node)) !== undefined) return undefined;
  const members = membersOf(node, decisive[0] as string);
  const types = typesOf(node);
  return types.length === 0 ? members : members?.filter((member) => types.some((type) => isOfType(type, member)));
}

function membersOf(node: JsonSchema, keyword: string): readonly unknown[] | undefined {
  if (keyword === 'const') return [node['const']];
  if (keyword === 'enum') return node['enum'] as readonly unknown[];
  if (keyword !== 'anyOf') return undefined;
  const members = (node['anyOf'] as readonly SchemaNode[]).map(constantsOf);
  return members.length > 0 && members.every((member) => member !== undefined) ? members.flat() : undefined;
}

/** Follows `$ref`s that stand alone, so that a branch may be named elsewhere. */
export function dereference(node: SchemaNode, frame: Frame): { readonly schema: SchemaNode; readonly frame: Frame } {
  let current = { schema: node, frame };
  for (let hops = 0; hops < 20; hops++) {
    if (typeof current.schema === 'boolean') return current;
    const reference = current.schema['$ref'];
    if (typeof reference !== 'string') return current;
    const target = current.frame.enter(current.schema).resolve(reference);
    if (target === undefined) return current;
    current = target;
  }
  return current;
}

/** The names an object schema declares, those of its `allOf` included: what "fits best" counts. */
export function declaredNames(node: SchemaNode, frame: Frame, seen: ReadonlySet<SchemaNode> = new Set()): readonly string[] {
  const target = dereference(node, frame);
  if (typeof target.schema === 'boolean' || seen.has(target.schema)) return [];
  const within = target.frame.enter(target.schema);
  const nested = (nodesOf(target.schema, 'allOf') ?? []).flatMap((part) => declaredNames(part, within, new Set([...seen, target.schema])));
  return [...new Set([...Object.keys(mapOf(target.schema, 'properties')), ...nested])];
}

const OBJECT_SHAPE = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];
const ARRAY_SHAPE = ['items', 'prefixItems', 'additionalItems'];

/** True where the schema itself says which properties there are; then the others are dropped. `{ type: 'object' }` alone keeps all. */
export function hasObjectShape(schema: JsonSchema): boolean {
  return OBJECT_SHAPE.some((keyword) => keyword in schema);
}

export function hasArrayShape(schema: JsonSchema): boolean {
  return ARRAY_SHAPE.some((keyword) => keyword in schema);
}

/**
 * True where a branch of an intersection says what the value is made of, rather than only limiting it
 * (`{ minProperties: 1 }`, `{ required: ['a'] }`, `{ not: … }`).
 */
export function bringsShape(node: SchemaNode, frame: Frame, kind: 'object' | 'array', seen: ReadonlySet<SchemaNode> = new Set()): boolean {
  if (typeof node === 'boolean' || seen.has(node)) return false;
  if (codecOf(asTypeBox(node)) !== undefined || isTransform(asTypeBox(node))) return true;
  if (kind === 'object' ? hasObjectShape(node) : hasArrayShape(node)) return true;
  const within = frame.enter(node);
  const visited = new Set([...seen, node]);
  const applied = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => nodesOf(node, keyword) ?? []);
  const single = ['then', 'else'].map((keyword) => nodeOf(node, keyword)).filter((branch) => branch !== undefined);
  const dependent = Object.values(mapOf(node, 'dependentSchemas'));
  if ([...applied, ...single, ...dependent].some((branch) => bringsShape(branch, within, kind, visited))) return true;
  const target = typeof node['$ref'] === 'string' ? within.resolve(node['$ref']) : undefined;
  return target !== undefined && bringsShape(target.schema, target.frame, kind, visited);
}

/** Keywords that apply whole schemas to the value, beside those that describe it directly. */
const APPLICATORS = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', '$ref', 'unevaluatedProperties'];

export function applicatorsOf(schema: JsonSchema): readonly string[] {
  return APPLICATORS.filter((keyword) => keyword in schema);
}

/** True for `Type.Record`: there the key's schema is part of the type, hence a key it refuses is an error and not merely dropped. */
export function isClosedRecord(schema: JsonSchema): boolean {
  return kindOf(asTypeBox(schema)) === 'Record' && !('additionalProperties' in schema);
}

/** True for TypeBox's `Undefined` and `Void`: their value is that there is none. */
export function isAbsence(node: SchemaNode): boolean {
  return typeof node === 'object' && (node['type'] === 'undefined' || node['type'] === 'void');
}

/** True for `Type.Enum`, which TypeBox writes as a union of literals. */
export function isEnum(schema: JsonSchema): boolean {
  return hintOf(asTypeBox(schema)) === 'Enum';
}

export function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

const FLAT = new Set(['type', 'properties', 'required']);

/**
 * The one object schema that an intersection of objects amounts to; undefined where it is not as simple as that:
 * then its parts are read one by one and merged.
 */
export function flattenIntersection(node: JsonSchema): JsonSchema | undefined {
  const branches = nodesOf(node, 'allOf');
  if (branches === undefined || branches.length === 0 || !(node['unevaluatedProperties'] === undefined || node['unevaluatedProperties'] === false))
    return undefined;
  if (typesOf(node).some((type) => type !== 'object') || applicatorsOf(node).some((keyword) => keyword !== 'allOf' && keyword !== 'unevaluatedProperties'))
    return undefined;
  if ([...ASSERTIONS].some((keyword) => keyword in node)) return undefined;
  const parts = branches.map((branch) => (typeof branch === 'object' && 'allOf' in branch ? flattenIntersection(branch) : branch));
  if (!parts.every(isFlatObject)) return undefined;
  const entries = parts.flatMap((part) => Object.entries(mapOf(part, 'properties')));
  if (new Set(entries.map(([name]) => name)).size < entries.length) return undefined;
  const flat = { type: 'object', properties: Object.fromEntries(entries), required: parts.flatMap((part) => (part['required'] as string[] | undefined) ?? []) };
  return node['unevaluatedProperties'] === false ? { ...flat, additionalProperties: false } : flat;
}

function isFlatObject(node: SchemaNode | undefined): node is JsonSchema {
  if (typeof node !== 'object' || node['type'] !== 'object' || !('properties' in node) || '$id' in node || '$defs' in node) return false;
  if (isTransform(asTypeBox(node)) || codecOf(asTypeBox(node)) !== undefined || instanceClassOf(asTypeBox(node)) !== undefined) return false;
  return Object.keys(node).every((keyword) => FLAT.has(keyword) || (!ASSERTIONS.has(keyword) && !APPLICATORS.includes(keyword)));
}
