import { isDeepStrictEqual } from 'node:util';
import { codecOf } from '../schema/codec.js';
import type { JsonSchema, TSchema } from '../schema/typebox.js';
import { toListSchemas } from './list-schemas.js';
import { SchemaScope, isObject } from './schema-scope.js';
import type { ScopedSchema, Subschema } from './schema-scope.js';
import type { ObjectShape, PatternShape, PropertyShape, Shape, UnionShape } from './shape.js';

/** Most ways in which the branches of unions inside an intersection may combine. */
const MAX_COMBINATIONS = 512;

/** A schema that a value has to fit, among others that it has to fit too. `own` looks at its keywords only, since what it combines stands beside it. */
interface Part extends ScopedSchema {
  readonly own?: boolean;
}

interface Gathered {
  readonly plain: Part[];
  /** For each union among the parts its branches, each of them again parts. */
  readonly unions: Part[][][];
  impossible: boolean;
}

/**
 * Makes the shape of a schema.
 *
 * @throws Error when a `$ref` leads nowhere, or an intersection of unions combines in more than 512 ways.
 */
export function buildShape(schema: TSchema): Shape {
  return new ShapeBuilder(false).build([{ schema, scope: new SchemaScope(schema) }]);
}

/** The same for an answer: what is `writeOnly` is hidden, as in the documents. */
export function buildAnswerShape(schema: TSchema): Shape {
  return new ShapeBuilder(true).build([{ schema, scope: new SchemaScope(schema) }]);
}

class ShapeBuilder {
  /** Undefined while the shape is being built. */
  readonly #shapes = new Map<string, Shape | undefined>();
  readonly #recursive = new Map<string, UnionShape>();
  readonly #ids = new Map<Subschema, Map<SchemaScope, number>>();
  #lastId = 0;

  constructor(private readonly isAnswer: boolean) {}

  /** The shape of what fits all parts. */
  build(given: readonly Part[]): Shape {
    const parts = given.map(toTarget);
    const key = parts.map((part) => this.#idOf(part)).join('&');
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    if (this.#shapes.has(key)) return this.#recursiveShape(key);
    this.#shapes.set(key, undefined);
    let shape = this.#buildNew(parts);
    const recursive = this.#recursive.get(key);
    if (recursive !== undefined) {
      // A union of nothing but itself has no values.
      if (shape === recursive) recursive.branches = [{ is: 'never', name: 'no value' }];
      else recursive.branches = shape.is === 'union' ? shape.branches : [shape];
      shape = recursive;
    }
    this.#shapes.set(key, shape);
    return shape;
  }

  #recursiveShape(key: string): Shape {
    const known = this.#recursive.get(key);
    if (known !== undefined) return known;
    const shape: UnionShape = { is: 'union', branches: [] };
    this.#recursive.set(key, shape);
    return shape;
  }

  #idOf({ schema, scope, own }: Part): string {
    const scopes = this.#ids.get(schema) ?? new Map<SchemaScope, number>();
    this.#ids.set(schema, scopes);
    const id = scopes.get(scope) ?? ++this.#lastId;
    scopes.set(scope, id);
    return own === true ? `${id}!` : String(id);
  }

  #buildNew(parts: readonly Part[]): Shape {
    const gathered: Gathered = { plain: [], unions: [], impossible: false };
    const seen = new Set<string>();
    for (const part of parts) this.#gather(part, gathered, seen);
    if (gathered.impossible) return { is: 'never', name: 'no value' };
    if (gathered.unions.length > 0) return this.#buildUnion(gathered);
    return this.#buildPlain(gathered.plain);
  }

  #gather(part: Part, into: Gathered, seen: Set<string>): void {
    const id = this.#idOf(part);
    if (seen.has(id)) return;
    seen.add(id);
    const { schema } = part;
    if (schema === true) return;
    if (schema === false) {
      into.impossible = true;
      return;
    }
    const scope = part.scope.enter(schema);
    if (isPlain(schema)) into.plain.push({ schema, scope, own: true });
    if (part.own === true || codecOf(schema as TSchema) !== undefined) return;
    if (typeof schema['$ref'] === 'string') this.#gather(scope.resolve(schema['$ref']), into, seen);
    for (const inner of toList(schema['allOf'])) this.#gather({ schema: inner, scope }, into, seen);
    for (const keyword of ['anyOf', 'oneOf']) {
      if (Array.isArray(schema[keyword])) into.unions.push(toList(schema[keyword]).map((branch) => [{ schema: branch, scope }]));
    }
    if (schema['if'] !== undefined) into.unions.push(toConditional(schema, scope));
  }

  #buildUnion({ plain, unions }: Gathered): Shape {
    const count = unions.reduce((product, branches) => product * branches.length, 1);
    if (count > MAX_COMBINATIONS) throw new Error(`The unions inside an intersection combine in ${count} ways; at most ${MAX_COMBINATIONS} can be written.`);
    const combinations = unions.reduce<Part[][]>((all, branches) => all.flatMap((left) => branches.map((right) => [...left, ...right])), [plain]);
    return toUnion(combinations.map((combination) => this.build(combination)));
  }

  #buildPlain(parts: readonly Part[]): Shape {
    const schemas = parts.map((part) => part.schema as JsonSchema);
    const encoded = schemas.find((schema) => codecOf(schema as TSchema) !== undefined);
    if (encoded !== undefined) return this.#buildCodec(encoded as TSchema);

    const types = intersectTypes(schemas);
    const excluded = parts.flatMap(({ schema, scope }) =>
      'not' in (schema as JsonSchema) ? [this.build([{ schema: (schema as JsonSchema)['not'] as Subschema, scope }])] : [],
    );
    if (excluded.some(isAnything)) return { is: 'never', name: 'no value' };
    const common = { limits: schemas, excluded };
    const values = intersectValues(schemas);
    if (values !== undefined) return toConst(values, types, common);
    if (types === undefined) return { is: 'any', ...common };
    return toUnion([...types].map((type) => this.#buildType(type, parts, common)));
  }

  #buildCodec(schema: TSchema): Shape {
    const codec = codecOf(schema);
    if (codec === undefined) throw new Error('The schema has no codec.');
    return { is: 'codec', codec, wire: this.build([{ schema: codec.wire, scope: new SchemaScope(codec.wire) }]) };
  }

  #buildType(type: string, parts: readonly Part[], common: { limits: readonly JsonSchema[]; excluded: readonly Shape[] }): Shape {
    switch (type) {
      case 'null':
        return { is: 'null' };
      case 'undefined':
        return { is: 'absent' };
      case 'boolean':
      case 'number':
      case 'integer':
        return { is: type, ...common };
      case 'string':
        return { is: 'string', format: common.limits.map((schema) => schema['format']).find((format) => typeof format === 'string'), ...common };
      case 'array':
        return { is: 'list', ...this.#buildItems(parts), ...common };
      case 'object':
        return { is: 'object', ...this.#buildMembers(parts), ...common };
      default:
        return { is: 'never', name: type };
    }
  }

  #buildItems(parts: readonly Part[]): { prefix: Shape[]; rest: Shape | undefined; least: number } {
    const lists = parts.map(toListSchemas).filter((list) => list !== undefined);
    const length = Math.max(0, ...lists.map((list) => list.prefix.length));
    const prefix = Array.from({ length }, (_, index) => this.build(lists.flatMap((list) => list.prefix[index] ?? list.rest ?? [])));
    const following = lists.flatMap((list) => list.rest ?? []);
    const isClosed = lists.some((list) => list.isClosed) || (length > 0 && following.length === 0);
    const rest = isClosed ? undefined : this.build(following);
    const least = Math.max(0, ...parts.map(({ schema }) => Number((schema as JsonSchema)['minItems'] ?? 0)));
    return { prefix, rest, least: Math.min(least, length) };
  }

  #buildMembers(parts: readonly Part[]): Pick<ObjectShape, 'properties' | 'patterns' | 'additional'> {
    const declared = new Map<string, Part[]>();
    const required = new Set<string>();
    const patterns: PatternShape[] = [];
    const additional: Part[] = [];
    let isClosed = false;
    for (const { schema, scope } of parts as readonly { schema: JsonSchema; scope: SchemaScope }[]) {
      for (const [name, property] of entriesOf(schema['properties'])) declared.set(name, [...(declared.get(name) ?? []), { schema: property, scope }]);
      for (const name of (schema['required'] as string[] | undefined) ?? []) required.add(name);
      for (const [source, value] of entriesOf(schema['patternProperties']))
        patterns.push({ pattern: toPattern(source), shape: this.build([{ schema: value, scope }]) });
      const following = schema['additionalProperties'] ?? schema['unevaluatedProperties'];
      if (following === false) isClosed = true;
      else if (following !== undefined) additional.push({ schema: following as Subschema, scope });
    }
    // `{ type: 'object' }` describes an object of any members, as it is read.
    const isOpen = !parts.some(({ schema }) => SHAPE_KEYWORDS.some((keyword) => keyword in (schema as JsonSchema)));
    const rest = isClosed || (additional.length === 0 && !isOpen) ? undefined : this.build(additional);
    const properties = [...declared].map(([name, schemas]): PropertyShape => {
      const isHidden = this.isAnswer && schemas.some(isWriteOnly);
      // What never leaves need not be there.
      return { name, required: required.has(name) && !isHidden, shape: this.build(schemas), ...(isHidden ? { isHidden } : {}) };
    });
    // A name that is only required is declared too: `anyOf: [{ required: ['email'] }, { required: ['phone'] }]`.
    const named = [...required]
      .filter((name) => !declared.has(name))
      .map((name): PropertyShape => {
        const shape = patterns.find(({ pattern }) => pattern?.test(name) ?? true)?.shape ?? rest ?? this.build([]);
        return { name, required: true, shape };
      });
    return { properties: [...properties, ...named], patterns, additional: rest };
  }
}

function isAnything(shape: Shape): boolean {
  return shape.is === 'any' && shape.excluded.length === 0 && !shape.limits.some((schema) => LIMITS.some((keyword) => keyword in schema));
}

/** What `OWN_KEYWORDS` of a schema without a type may refuse. */
const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'];

/** A secret has a mask of its own. @see JSON Schema Validation §9.4 */
function isWriteOnly(part: Part): boolean {
  return [part, toTarget(part)].some(({ schema }) => isObject(schema) && schema['writeOnly'] === true && codecOf(schema as TSchema) === undefined);
}

/** Where a schema that is nothing but a reference leads, so that all references to a schema share its shape. */
function toTarget(part: Part): Part {
  const seen = new Set<Subschema>();
  let target = part;
  while (isReference(target.schema) && !seen.has(target.schema)) {
    seen.add(target.schema);
    target = target.scope.enter(target.schema).resolve(target.schema.$ref);
  }
  return target;
}

function isReference(schema: Subschema): schema is JsonSchema & { readonly $ref: string } {
  return isObject(schema) && typeof schema['$ref'] === 'string' && !isPlain(schema) && !['allOf', 'anyOf', 'oneOf', 'if'].some((keyword) => keyword in schema);
}

/** Keywords that say something about a value itself; a schema with none of them only combines others, or describes. */
const OWN_KEYWORDS = [
  'type', 'const', 'enum', 'not', 'properties', 'required', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'items', 'prefixItems',
  'additionalItems', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'format',
]; // prettier-ignore

function isPlain(schema: JsonSchema): boolean {
  return codecOf(schema as TSchema) !== undefined || OWN_KEYWORDS.some((keyword) => keyword in schema);
}

function toList(value: unknown): Subschema[] {
  return Array.isArray(value) ? (value as Subschema[]) : [];
}

function entriesOf(value: unknown): [string, Subschema][] {
  return isObject(value) ? (Object.entries(value) as [string, Subschema][]) : [];
}

function toConditional(schema: JsonSchema, scope: SchemaScope): Part[][] {
  const met = [schema['if'], schema['then'] ?? true].map((inner) => ({ schema: inner as Subschema, scope }));
  return [met, [{ schema: (schema['else'] ?? true) as Subschema, scope }]];
}

const SHAPE_KEYWORDS = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];
const LIST_KEYWORDS = ['items', 'prefixItems', 'additionalItems'];
const TYPE_NAMES: { readonly [type: string]: string | undefined } = { void: 'undefined', RegExp: 'string' };

/** The types a value can have; undefined where no schema restricts them. */
function intersectTypes(schemas: readonly JsonSchema[]): Set<string> | undefined {
  return schemas
    .map(typesOf)
    .reduce(
      (left, right) => (left === undefined || right === undefined ? (left ?? right) : new Set([...left].flatMap((type) => toCommonType(type, right)))),
      undefined,
    );
}

function toCommonType(type: string, types: ReadonlySet<string>): string[] {
  if (types.has(type)) return [type];
  if (type === 'integer' && types.has('number')) return ['integer'];
  if (type === 'number' && types.has('integer')) return ['integer'];
  return [];
}

function typesOf(schema: JsonSchema): Set<string> | undefined {
  const { type } = schema;
  if (typeof type === 'string') return new Set([TYPE_NAMES[type] ?? type]);
  if (Array.isArray(type)) return new Set(type as string[]);
  if ('const' in schema || 'enum' in schema) return undefined;
  // JSON Schema lets such a schema accept anything of another type; whoever writes `properties` means an object, and nothing undeclared may leave.
  if (SHAPE_KEYWORDS.some((keyword) => keyword in schema)) return new Set(['object']);
  if (LIST_KEYWORDS.some((keyword) => keyword in schema)) return new Set(['array']);
  return undefined;
}

/** The values that all `const` and `enum` allow; undefined where there is none of these. */
function intersectValues(schemas: readonly JsonSchema[]): unknown[] | undefined {
  let common: unknown[] | undefined;
  for (const schema of schemas) {
    for (const values of ['const' in schema ? [schema['const']] : undefined, schema['enum'] as unknown[] | undefined]) {
      if (values !== undefined) common = common === undefined ? values : common.filter((left) => values.some((right) => isDeepStrictEqual(left, right)));
    }
  }
  return common;
}

function toConst(
  values: readonly unknown[],
  types: ReadonlySet<string> | undefined,
  common: { limits: readonly JsonSchema[]; excluded: readonly Shape[] },
): Shape {
  const fitting = types === undefined ? values : values.filter((value) => types.has(typeOf(value)) || (Number.isInteger(value) && types.has('integer')));
  return fitting.length === 0 ? { is: 'never', name: 'no value' } : { is: 'const', values: fitting, ...common };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** One flat union; a list of constants becomes one of several values. */
function toUnion(shapes: readonly Shape[]): Shape {
  const branches = [...new Set(shapes.flatMap((shape) => (shape.is === 'union' && shape.branches.length > 0 ? shape.branches : [shape])))].filter(
    (shape) => shape.is !== 'never',
  );
  if (branches.length === 0) return shapes[0] ?? { is: 'never', name: 'no value' };
  if (branches.length === 1) return branches[0] as Shape;
  const constants = branches.filter((shape) => shape.is === 'const' && shape.excluded.length === 0);
  if (constants.length < 2) return { is: 'union', branches };
  const values = constants.flatMap((shape) => (shape.is === 'const' ? shape.values : []));
  const others = branches.filter((shape) => !constants.includes(shape));
  const oneOf: Shape = { is: 'const', values, limits: [], excluded: [] };
  return others.length === 0 ? oneOf : { is: 'union', branches: [...others, oneOf] };
}

/** TypeBox's record of any text: '.' does not match a line break, but the key is declared all the same. */
const ANY_KEY = new Set(['^(.*)$', '^.*$', '.*', '']);

function toPattern(source: string): RegExp | undefined {
  return ANY_KEY.has(source) ? undefined : new RegExp(source, 'u');
}
