/** Values of parameters as texts. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), RFC 6570 */
import { isJson } from './media-type.js';
import type { ParameterDetails } from './operation-definition.js';

/** How a value is written. */
export type ParameterStyle = Omit<ParameterDetails, 'in' | 'name'>;

/**
 * What stands in a path or a header.
 *
 * @example toText('id', [3, 4], {}); // → '3,4'
 */
export const toText = (name: string, value: unknown, style: ParameterStyle): string => {
  const { mark } = style;
  return (mark ?? '') + toParts(mark === ';' ? name : '', value, { explode: false, ...style }).join(mark);
};

/**
 * Parts of a query, of cookies, or of a form: a name and a text, both encoded, or the text alone where the name is ''. Lists come apart
 * unless `explode` is false; objects are JSON unless it is said.
 *
 * @example toParts('tag', ['a', 'b']); // → ['tag=a', 'tag=b']
 */
export const toParts = (name: string, value: unknown, style: ParameterStyle = {}): string[] => {
  const { mark, deep, explode, encode = encodeURIComponent } = style;
  const write = (item: unknown) => encode(`${toPlain(item)}`);
  // Of an empty text a matrix has the name alone.
  const toPart = (text: string) => (name && encode(name) + (text || mark !== ';' ? '=' : '')) + text;
  const isList = Array.isArray(value);
  if (isJson(style.content) || (!isList && (explode === undefined || !isObject(value)))) return [toPart(write(value))];
  const entries = givenOf(value as object);
  if (explode ?? true) {
    // Only deepObject has names within names.
    return entries.flatMap(([key, item]) => toParts(isList ? name : deep ? `${name}[${key}]` : key, deep || !isObject(item) ? item : toPlain(item), style));
  }
  // The keys of a list say nothing.
  const items: unknown[] = entries.flatMap((entry) => entry.slice(+isList));
  return items.length ? [toPart(items.map(write).join(style.join))] : [];
};

/** A primitive as text, lists and objects, which are nested deeper than their style can say, as JSON; what `fetch` takes as it is. */
export const toPlain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) || isObject(value)) return JSON.stringify(value);
  return Object(value) === value ? value : String(value);
};

/** True for objects with properties: for no list, no date, and nothing that `fetch` takes itself. */
export const isObject = (value: unknown): value is Record<string, unknown> => ({}).toString.call(value) === '[object Object]';

/** The properties of an object, without those that are left out. */
export const givenOf = (value: object): [name: string, item: unknown][] => Object.entries(value).filter(([, item]) => item != null);

/** Leaves what has a meaning of its own in an address as it is, and what is encoded already, but for what would end the value. */
export const encodeReserved = (text: string): string => text.replace(/%(?![\da-fA-F]{2})|[^-\w.~!$'()*,/:;=?@[\]%]/gu, encodeURIComponent);
