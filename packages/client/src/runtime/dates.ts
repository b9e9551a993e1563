import { isObject } from './parameter-text.js';

/**
 * Where dates are in a body: it is one (`true`), its items or properties have some, or it is one of several, all of which are
 * tried. A function stands for a model, which may contain itself.
 *
 * @example const item: DateShape = { properties: { created: true, owner: { properties: { born: true } } } };
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
 * @example toDates({ items: true })(['2026-01-02T03:04:05Z']); // → [new Date('2026-01-02T03:04:05Z')]
 */
export const toDates =
  (shape: DateShape): ((body: unknown) => unknown) =>
  (body) =>
    revive(body, shape);

const revive = (value: unknown, shape: DateShape | undefined): unknown => {
  if (shape === true) return isDate(value) ? new Date(value) : value;
  if (typeof shape === 'function') return revive(value, shape());
  // `Array.isArray` makes any[] of a readonly list.
  if (Array.isArray(shape)) return (shape as readonly DateShape[]).reduce(revive, value);
  const isList = Array.isArray(value);
  if (shape && (isList || isObject(value))) {
    const { items, properties = {}, others } = shape as DateContainer;
    for (const name of Object.keys(value))
      (value as Record<string, unknown>)[name] = revive(
        (value as Record<string, unknown>)[name],
        isList ? items : Object.hasOwn(properties, name) ? properties[name] : others,
      );
  }
  return value;
};

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(value) && !isNaN(Date.parse(value));
