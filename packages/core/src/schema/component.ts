import { isDeepStrictEqual } from 'node:util';
import type { TSchema } from './typebox.js';

/** A class made by `Model()`, as the run time sees it. */
export interface AnyModelClass {
  new (): object;
  readonly schema: TSchema;
}

/** What gives a schema its name under `components.schemas`. */
export interface Component {
  readonly name: string;
  /** The class, for a model; absent for what `named()` made. */
  readonly model: AnyModelClass | undefined;
  /** The schema that was named, without the mark. */
  readonly schema: TSchema;
}

const kComponent = Symbol.for('typhoon.component');

/** A shallow copy of `schema` that carries the mark. */
export function markComponent<TMarked extends TSchema>(schema: TMarked, name: string, model?: AnyModelClass): TMarked {
  const component: Component = { name, model, schema };
  // A function, since TypeBox's deep clone (Recursive, Module) copies objects and passes functions on as they are.
  return { ...schema, [kComponent]: () => component };
}

const own = new WeakMap<TSchema, Component | undefined>();

/**
 * The name and class of a schema, when the mark on it is its own.
 *
 * TypeBox's `Partial`, `Pick`, `Omit` and `Composite` copy every symbol along with the keywords, so a mark alone proves
 * nothing: it counts only where the shape is still the one that was named.
 */
export function componentOf(schema: TSchema): Component | undefined {
  if (own.has(schema)) return own.get(schema);
  const component = (schema as { [kComponent]?: () => Component })[kComponent]?.();
  const result = component !== undefined && hasSameShape(schema, component.schema) ? component : undefined;
  own.set(schema, result);
  return result;
}

/**
 * Gives a schema that cannot be a class (a union, an enum, a list) the name it has under `components.schemas`.
 *
 * @example const Pet = named('Pet', Type.Union([Cat.schema, Dog.schema]));
 */
export function named<TNamed extends TSchema>(name: string, schema: TNamed): TNamed {
  return markComponent(schema, name);
}

/** Annotations (`description`, `default`, …) may differ between a component and a use of it; these may not. */
const SHAPE = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'anyOf',
  'oneOf',
  'allOf',
  'items',
  'enum',
  'patternProperties',
  'pattern',
  'const',
  '$ref',
];

function hasSameShape(left: TSchema, right: TSchema): boolean {
  return SHAPE.every((keyword) => left[keyword] === right[keyword] || isDeepStrictEqual(left[keyword], right[keyword]));
}
