import { isObject, listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';
import { boundMisfits } from './schema-bounds.js';
import { ANNOTATIONS, typeOf } from './schema-shape.js';
import type { SchemaShapes, Shape } from './schema-shape.js';

/** Why a value of the one schema might not fit the other: what the keyword is there, and what it is here. */
export interface Misfit {
  /** From the schema inwards: `.items[].name`. */
  readonly path: string;
  readonly keyword: string;
  readonly inner: unknown;
  readonly outer: unknown;
}

/** Which values are compared: those that clients send, or those that they get. */
export type Direction = 'input' | 'output';

/** Steps that a comparison may take: documents are small, and hostile ones shall end, too. */
const MOST_STEPS = 20_000;

/** Keywords that have a rule of their own. Any other one fits where it is the same, or where the outer schema lacks it. */
const RULED = new Set(
  'type enum const properties required additionalProperties patternProperties items prefixItems anyOf oneOf allOf $ref format pattern multipleOf uniqueItems minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems minProperties maxProperties'.split(
    ' ',
  ),
);

/** Whether each value of one schema, the inner, is one of another schema, the outer. */
export class SchemaFit {
  readonly #inner: SchemaShapes;
  readonly #outer: SchemaShapes;
  readonly #direction: Direction;
  /** Pairs under comparison, or known to fit: what they lead back to is taken to fit, as it does unless something else does not. */
  readonly #assumed = new Map<Shape, Set<Shape>>();
  #steps = 0;

  constructor(inner: SchemaShapes, outer: SchemaShapes, direction: Direction) {
    this.#inner = inner;
    this.#outer = outer;
    this.#direction = direction;
  }

  /** Every reason; none where each value fits. */
  compare(inner: unknown, outer: unknown, path = ''): readonly Misfit[] {
    return this.#shapes(this.#inner.shapeOf(inner), this.#outer.shapeOf(outer), path);
  }

  #shapes(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    if (this.#assumed.get(inner)?.has(outer) === true) return [];
    if (++this.#steps > MOST_STEPS) return [{ path, keyword: 'schema', inner: 'too large to compare', outer: 'too large to compare' }];
    this.#assume(inner, outer);
    const misfits = this.#branches(inner, outer, path);
    if (misfits.length > 0) this.#assumed.get(inner)?.delete(outer);
    return misfits;
  }

  #assume(inner: Shape, outer: Shape): void {
    const known = this.#assumed.get(inner);
    if (known === undefined) this.#assumed.set(inner, new Set([outer]));
    else known.add(outer);
  }

  #branches(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    if (isNothing(inner) || isAnything(outer)) return [];
    if (isNothing(outer)) return [{ path, keyword: 'schema', inner: 'something', outer: 'nothing' }];
    const inners = this.#inner.branchesOf(inner);
    const outers = this.#outer.branchesOf(outer);
    if (inners.length === 1 && outers.length === 1) return this.#plain(inners[0] ?? inner, outers[0] ?? outer, path);
    return inners.flatMap((one) => this.#oneOf(one, outers, path));
  }

  /** A branch fits where it fits one of the other side. Where it fits none, the nearest says why. */
  #oneOf(inner: Shape, outers: readonly Shape[], path: string): readonly Misfit[] {
    const values = valuesOf(inner);
    if (values !== undefined && values.length > 1 && outers.length > 1) {
      const { enum: _, ...rest } = inner;
      return values.flatMap((value) => this.#oneOf({ ...rest, const: value }, outers, path));
    }
    const sameType = outers.filter((outer) => overlaps(typesOf(inner), typesOf(outer)));
    let nearest: readonly Misfit[] | undefined;
    for (const outer of sameType) {
      const misfits = this.#shapes(inner, outer, path);
      if (misfits.length === 0) return [];
      if (nearest === undefined || misfits.length < nearest.length) nearest = misfits;
    }
    if (nearest !== undefined && (sameType.length === 1 || !isAlternative(inner))) return nearest;
    return [{ path, keyword: 'alternative', inner: nameOf(inner), outer: undefined }];
  }

  #plain(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    const values = valuesOf(inner);
    const allowed = valuesOf(outer);
    if (values === undefined || allowed === undefined) {
      const types = typesOf(inner);
      const wrong = types.filter((type) => !accepts(typesOf(outer), type));
      if (wrong.length > 0) return [{ path, keyword: 'type', inner: types, outer: typesOf(outer) }];
    }
    if (allowed !== undefined) return valueMisfits(values, allowed, path);
    if (values !== undefined) return [];
    const types = typesOf(inner);
    return [
      ...boundMisfits(inner, outer, path),
      ...(types.includes('object') ? this.#objects(inner, outer, path) : []),
      ...(types.includes('array') ? this.#arrays(inner, outer, path) : []),
      ...otherMisfits(inner, outer, path),
    ];
  }

  #objects(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    const ours = this.#propertiesOf(inner, this.#inner);
    const theirs = this.#propertiesOf(outer, this.#outer);
    const misfits: Misfit[] = [];
    for (const name of theirs.required) {
      if (!ours.required.has(name))
        misfits.push({ path: `${path}.${name}`, keyword: 'required', inner: Object.hasOwn(ours.all, name) ? false : undefined, outer: true });
    }
    for (const [name, schema] of Object.entries(ours.all)) {
      if (Object.hasOwn(theirs.all, name)) misfits.push(...this.compare(schema, theirs.all[name], `${path}.${name}`));
      else misfits.push({ path: `${path}.${name}`, keyword: 'property', inner: true, outer: undefined });
    }
    return [...misfits, ...this.#further(inner, outer, path)];
  }

  /** Properties that carry no value in this direction are none of it. @see OpenAPI 3.1, JSON Schema §9.4 (readOnly, writeOnly) */
  #propertiesOf(shape: Shape, shapes: SchemaShapes): { readonly all: JsonObject; readonly required: ReadonlySet<string> } {
    const absent = this.#direction === 'input' ? 'readOnly' : 'writeOnly';
    const isPresent = (schema: unknown): boolean => !(isObject(schema) && schema[absent] === true) && shapes.shapeOf(schema)[absent] !== true;
    const all = Object.fromEntries(Object.entries(objectOf(shape['properties'])).filter(([, schema]) => isPresent(schema)));
    const declared = objectOf(shape['properties']);
    const required = listOf(shape['required']).filter((name): name is string => typeof name === 'string');
    return { all, required: new Set(required.filter((name) => !Object.hasOwn(declared, name) || Object.hasOwn(all, name))) };
  }

  #further(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    const ours = furtherOf(inner);
    const theirs = furtherOf(outer);
    if (ours === false || theirs === true) return [];
    if (theirs === false) return [{ path: `${path}.*`, keyword: 'additionalProperties', inner: ours === true ? true : 'schema', outer: false }];
    return this.compare(ours === true ? {} : ours, theirs, `${path}.*`);
  }

  #arrays(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
    const ours = listOf(inner['prefixItems']);
    const theirs = listOf(outer['prefixItems']);
    const rest = (shape: Shape): unknown => shape['items'] ?? {};
    const length = Math.max(ours.length, theirs.length);
    const prefix = Array.from({ length }, (_, index) => this.compare(ours[index] ?? rest(inner), theirs[index] ?? rest(outer), `${path}[${index}]`));
    return [...prefix.flat(), ...this.compare(rest(inner), rest(outer), `${path}[]`)];
  }
}

function furtherOf(shape: Shape): unknown {
  const patterns = Object.values(objectOf(shape['patternProperties']));
  // A record, as TypeBox writes it, has one pattern.
  if (patterns.length === 1) return patterns[0];
  return shape['additionalProperties'] ?? true;
}

function valueMisfits(values: readonly unknown[] | undefined, allowed: readonly unknown[], path: string): readonly Misfit[] {
  if (values === undefined) return [{ path, keyword: 'enum', inner: undefined, outer: allowed }];
  const known = new Set(allowed.map((value) => JSON.stringify(value)));
  const further = values.filter((value) => !known.has(JSON.stringify(value)));
  return further.length === 0 ? [] : [{ path, keyword: 'value', inner: further, outer: undefined }];
}

function otherMisfits(inner: Shape, outer: Shape, path: string): readonly Misfit[] {
  return Object.keys(outer)
    .filter((keyword) => !RULED.has(keyword) && !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-'))
    .filter((keyword) => JSON.stringify(inner[keyword]) !== JSON.stringify(outer[keyword]))
    .map((keyword) => ({ path, keyword, inner: inner[keyword], outer: outer[keyword] }));
}

/** `const` and `enum`: all values there are. */
function valuesOf(shape: Shape): readonly unknown[] | undefined {
  if (Object.hasOwn(shape, 'const')) return [shape['const']];
  return Array.isArray(shape['enum']) ? (shape['enum'] as unknown[]) : undefined;
}

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function typesOf(shape: Shape): readonly string[] {
  const values = valuesOf(shape);
  if (values !== undefined) return [...new Set(values.map(typeOf))];
  const { type } = shape;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : (impliedTypes(shape) ?? ALL_TYPES);
}

/** Schemas by hand often leave out the type that their keywords are about. */
function impliedTypes(shape: Shape): readonly string[] | undefined {
  return Object.hasOwn(shape, 'properties') ? ['object'] : undefined;
}

function accepts(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function overlaps(one: readonly string[], other: readonly string[]): boolean {
  return one.some((type) => accepts(other, type)) || other.some((type) => accepts(one, type));
}

/** True where one of several objects was looked for: why it is none of them says less than that it is a new one. */
function isAlternative(shape: Shape): boolean {
  return typesOf(shape).includes('object') || valuesOf(shape) !== undefined;
}

function isNothing(shape: Shape): boolean {
  return isObject(shape['not']) && Object.keys(shape['not']).length === 0;
}

function isAnything(shape: Shape): boolean {
  return Object.keys(shape).every((name) => ANNOTATIONS.has(name));
}

/** What an alternative is called: by its constants, its title, or its type. */
function nameOf(shape: Shape): string {
  const values = valuesOf(shape);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(', ');
  const constants = Object.entries(objectOf(shape['properties'])).flatMap(([name, schema]) =>
    isObject(schema) && 'const' in schema ? [`${name}: ${JSON.stringify(schema['const'])}`] : [],
  );
  if (constants.length > 0) return `{ ${constants.join(', ')} }`;
  return typeof shape['title'] === 'string' ? shape['title'] : typesOf(shape).join(' or ');
}
