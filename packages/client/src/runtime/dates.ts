import { isObject } from './parameter-text.js';

/**
 * Where dates are in a body: it is one (`true`), its items or properties have some, or it is one of several, all of which are
 * tried. A function stands for a model, which may contain itself.
 *
 * @example { properties: { created: true, owner: () => dates['Owner'] } }
 */
export type DateShape = true | (() => DateShape | undefined) | readonly DateShape[] | DateContainer;

/** A list or an object with dates in it. */
export interface DateContainer {
  readonly items?: DateShape;
  readonly properties?: Readonly<Record<string, DateShape>>;
  /** Of the properties that are not named. */
  readonly others?: DateShape;
}

/**
 * What makes dates of texts, in a body that nobody else holds. Texts that are no dates of RFC 3339 stay.
 *
 * @example toDates({ items: true })(['2026-01-02T03:04:05Z']) // [Date]
 */
export const toDates =
  (shape: DateShape): ((body: unknown) => unknown) =>
  (body) =>
    revive(body, shape);

const revive = (value: unknown, shape: DateShape | undefined): unknown => {
  if (!shape) return value;
  if (shape === true) return isDate(value) ? new Date(value) : value;
  if (typeof shape === 'function') return revive(value, shape());
  if (isList(shape)) return shape.reduce(revive, value);
  const { items, properties = {}, others } = shape;
  if (Array.isArray(value)) return value.map((item) => revive(item, items));
  if (isObject(value)) for (const name of Object.keys(value)) value[name] = revive(value[name], Object.hasOwn(properties, name) ? properties[name] : others);
  return value;
};

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(value) && !isNaN(Date.parse(value));

/** `Array.isArray` makes any[] of a readonly list. */
const isList = (shape: DateShape): shape is readonly DateShape[] => Array.isArray(shape);
