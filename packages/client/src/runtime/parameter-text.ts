/** Values of parameters as texts. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), RFC 6570 */
import { isJson } from './media-type.js';
import type { ParameterDetails } from './operation-definition.js';

/** How a value is written. */
export type ParameterStyle = Omit<ParameterDetails, 'in' | 'name'>;

type Encode = (text: string) => string;

/**
 * What stands in a path or a header.
 *
 * @example toText('id', [3, 4], {}) // '3,4'
 */
export const toText = (name: string, value: unknown, style: ParameterStyle, encode?: Encode): string => {
  const { mark } = style;
  return (mark ?? '') + toParts(mark === ';' ? name : '', value, { explode: false, ...style }, encode).join(mark);
};

/**
 * Parts of a query, of cookies, or of a form: a name and a text, both encoded, or the text alone where the name is ''.
 *
 * @example toParts('tag', ['a', 'b'], {}) // ['tag=a', 'tag=b']
 */
export const toParts = (
  name: string,
  value: unknown,
  style: ParameterStyle,
  encode: Encode = style.escaped ? String : style.allowReserved ? encodeReserved : encodeURIComponent,
): string[] => {
  const { mark, deep, explode = true } = style;
  const write = (item: unknown) => encode(toPlainText(item));
  // Of an empty text a matrix has the name alone.
  const toPart = (text: string) => (name && encode(name) + (text || mark !== ';' ? '=' : '')) + text;
  const isList = Array.isArray(value);
  if (isJson(style.content) || !(isList || isObject(value))) return [toPart(write(value))];
  const entries = givenOf(value as object);
  if (explode) {
    // Only deepObject has names within names.
    const said = (item: unknown) => (deep || !isObject(item) ? item : toPlainText(item));
    return entries.flatMap(([key, item]) => toParts(isList ? name : deep ? `${name}[${key}]` : key, said(item), style, encode));
  }
  const items = entries.flatMap(([key, item]: [string, unknown]) => (isList ? [item] : [key, item]));
  return items.length ? [toPart(items.map(write).join(style.delimiter))] : [];
};

/** A primitive as text; what is nested deeper than its style can say as JSON. */
export const toPlainText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- no object any more
  return String(value);
};

/** True for objects with properties: for no list, no date, and nothing that `fetch` takes itself. */
export const isObject = (value: unknown): value is Record<string, unknown> => ({}).toString.call(value) === '[object Object]';

/** The properties of an object, without those that are left out. */
export const givenOf = (value: object): [name: string, item: unknown][] => Object.entries(value).filter(([, item]) => isGiven(item));

/** What is left out is undefined or null. */
export const isGiven = (value: unknown): boolean => value != null;

/** Leaves what has a meaning of its own in an address as it is, and what is encoded already, but for what would end the value. */
const encodeReserved = (text: string): string => text.replace(/%(?![\da-fA-F]{2})|[^-\w.~!$'()*,/:;=?@[\]%]/gu, encodeURIComponent);
