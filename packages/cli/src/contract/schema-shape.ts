import { isObject, listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';
import type { DocumentSide } from './document-side.js';

/** A schema with its references and `allOf` worked in. `false`, which nothing fits, is `{ not: {} }`. */
export type Shape = JsonObject;

/** What bounds from below: the larger one holds. */
const LOWER = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
/** What bounds from above: the smaller one holds. */
const UPPER = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

const NOTHING: Shape = { not: {} };

/** The schemas of one document in a form that can be compared. Each is worked out once, so that the same one is the same object. */
export class SchemaShapes {
  readonly #side: DocumentSide;
  readonly #shapes = new WeakMap<object, Shape>();
  readonly #branches = new WeakMap<Shape, readonly Shape[]>();
  readonly #open = new Set<object>();
  readonly #joined = new Map<string, JsonObject>();

  constructor(side: DocumentSide) {
    this.#side = side;
  }

  /** A schema with its references and `allOf` worked in. */
  shapeOf(schema: unknown): Shape {
    if (schema === false) return NOTHING;
    if (!isObject(schema)) return ANYTHING;
    const known = this.#shapes.get(schema);
    if (known !== undefined) return known;
    // A schema that consists of itself says nothing.
    if (this.#open.has(schema)) return ANYTHING;
    this.#open.add(schema);
    const shape = this.#work(schema);
    this.#open.delete(schema);
    this.#shapes.set(schema, shape);
    return shape;
  }

  /** The alternatives of a shape, itself where there is only one: of `anyOf`, `oneOf`, `nullable` and several types. */
  branchesOf(shape: Shape): readonly Shape[] {
    const known = this.#branches.get(shape);
    if (known !== undefined) return known;
    // An alternative that leads back to the whole adds nothing to it.
    this.#branches.set(shape, []);
    const branches = this.#split(shape);
    this.#branches.set(shape, branches);
    return branches;
  }

  #work(schema: JsonObject): Shape {
    const { $ref: reference, allOf, ...own } = schema;
    const parts = [...(typeof reference === 'string' ? [this.#side.find(reference)] : []), ...listOf(allOf)];
    const rest = withoutOldNullable(own);
    if (parts.length === 0) return rest;
    const isAlone = Object.keys(rest).every((name) => ANNOTATIONS.has(name)) && parts.length === 1;
    if (isAlone) return this.shapeOf(parts[0]);
    return parts.map((part) => this.shapeOf(part)).reduce(this.#merge, rest);
  }

  /** Both at once. What cannot be said in one schema keeps the first. */
  readonly #merge = (one: Shape, other: Shape): Shape => {
    const merged: Record<string, unknown> = { ...one };
    for (const [name, value] of Object.entries(other)) {
      merged[name] = Object.hasOwn(one, name) ? this.#mergeKeyword(name, one[name], value) : value;
    }
    return merged;
  };

  #mergeKeyword(name: string, one: unknown, other: unknown): unknown {
    if (LOWER.has(name)) return Math.max(Number(one), Number(other));
    if (UPPER.has(name)) return Math.min(Number(one), Number(other));
    if (name === 'required') return [...new Set([...listOf(one), ...listOf(other)])];
    if (name === 'properties') return this.#mergeProperties(objectOf(one), objectOf(other));
    if (name === 'enum') return listOf(one).filter((value) => listOf(other).some((found) => JSON.stringify(found) === JSON.stringify(value)));
    if (name === 'type') return mergeTypes([one].flat(), [other].flat());
    if (name === 'additionalProperties' && (one === false || other === false)) return false;
    return one;
  }

  #mergeProperties(one: JsonObject, other: JsonObject): JsonObject {
    const merged: Record<string, unknown> = { ...one };
    for (const [name, schema] of Object.entries(other)) merged[name] = Object.hasOwn(one, name) ? this.#both(one[name], schema) : schema;
    return merged;
  }

  /** The same parts are the same object: schemas that contain themselves would else grow without end. */
  #both(one: unknown, other: unknown): unknown {
    const parts = new Map([...partsOf(one), ...partsOf(other)].map((part) => [JSON.stringify(part), part]));
    if (parts.size === 1) return one;
    const key = [...parts.keys()].sort().join('\n');
    const known = this.#joined.get(key) ?? { allOf: [...parts.values()] };
    this.#joined.set(key, known);
    return known;
  }

  #split(shape: Shape): readonly Shape[] {
    for (const keyword of ['anyOf', 'oneOf']) {
      if (!Array.isArray(shape[keyword])) continue;
      const { [keyword]: alternatives, discriminator: _, ...beside } = shape;
      const isBare = Object.keys(beside).every((name) => ANNOTATIONS.has(name));
      return listOf(alternatives).flatMap((one) => this.branchesOf(isBare ? this.shapeOf(one) : this.#merge(this.shapeOf(one), beside)));
    }
    const types = shape['type'];
    if (!Array.isArray(types) || types.length < 2) return [shape];
    return types.map((type: unknown) => withType(shape, type));
  }
}

const ANYTHING: Shape = {};

/** What says nothing of the values. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(
  'title description default example examples deprecated readOnly writeOnly externalDocs xml $comment $id $schema $anchor $defs definitions discriminator nullable'.split(
    ' ',
  ),
);

/** OpenAPI 3.0: `nullable: true` beside a type; exclusive bounds as booleans. @see OpenAPI 3.0 §4.7.24 */
function withoutOldNullable(schema: JsonObject): JsonObject {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const result: Record<string, unknown> = { ...rest };
  if (exclusiveMinimum === true) result['exclusiveMinimum'] = replace(result, 'minimum');
  else if (typeof exclusiveMinimum === 'number') result['exclusiveMinimum'] = exclusiveMinimum;
  if (exclusiveMaximum === true) result['exclusiveMaximum'] = replace(result, 'maximum');
  else if (typeof exclusiveMaximum === 'number') result['exclusiveMaximum'] = exclusiveMaximum;
  if (nullable === true && result['type'] !== undefined) result['type'] = [...new Set([result['type'], 'null'].flat())];
  return result;
}

function replace(schema: Record<string, unknown>, name: string): unknown {
  const { [name]: value } = schema;
  schema[name] = undefined;
  return value;
}

function withType(shape: Shape, type: unknown): Shape {
  const { enum: values, ...rest } = shape;
  if (!Array.isArray(values)) return { ...shape, type };
  return { ...rest, type, enum: values.filter((value) => typeOf(value) === type || (type === 'number' && typeof value === 'number')) };
}

/** What a schema consists of, where it only joins others. */
function partsOf(schema: unknown): readonly unknown[] {
  return isObject(schema) && Array.isArray(schema['allOf']) && Object.keys(schema).length === 1 ? (schema['allOf'] as unknown[]) : [schema];
}

function mergeTypes(one: readonly unknown[], other: readonly unknown[]): unknown {
  const both = one.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')));
  const narrowed = other.filter((type) => type === 'integer' && one.includes('number') && !both.includes('integer'));
  const all = [...both, ...narrowed];
  return all.length === 1 ? all[0] : all;
}

/** The type of a value in the words of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
