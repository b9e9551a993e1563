/** Values of parameters as texts. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), RFC 6570 */
import type { ParameterDetails } from './operation-definition.js';

/** How a value is written. */
export type ParameterStyle = Pick<ParameterDetails, 'style' | 'explode' | 'content' | 'allowReserved'>;

type Encode = (text: string) => string;

/** Between the items of one text. */
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/** Before and between the parts of a path's segment. */
const MARKS: Readonly<Record<string, string>> = { label: '.', matrix: ';' };

/**
 * What stands in a path or a header.
 *
 * @example toText('id', [3, 4], { style: 'simple' }) // '3,4'
 */
export function toText(name: string, value: unknown, style: ParameterStyle, encode?: Encode): string {
  const mark = MARKS[style.style ?? ''];
  return (mark ?? '') + toParts(mark === ';' ? name : '', value, { explode: false, ...style }, encode).join(mark);
}

/**
 * Parts of a query, of cookies, or of a form: a name and a text, both encoded, or the text alone where the name is ''.
 *
 * @example toParts('tag', ['a', 'b'], {}) // ['tag=a', 'tag=b']
 */
export function toParts(name: string, value: unknown, style: ParameterStyle, encode = style.allowReserved ? encodeReserved : encodeURIComponent): string[] {
  const { style: kind = 'form', explode = kind === 'form', content } = style;
  const write = (item: unknown) => encode(toPlainText(item));
  // Of an empty text a matrix has the name alone.
  const toPart = (text: string) => (name && encode(name) + (text || kind !== 'matrix' ? '=' : '')) + text;
  const isList = Array.isArray(value);
  if (content || !(isList || isObject(value))) return [toPart(write(value))];
  const entries = Object.entries(value as object).filter(([, item]) => isGiven(item));
  const isDeep = kind === 'deepObject';
  if (explode || isDeep) {
    return entries.flatMap(([key, item]) => toParts(isList ? name : isDeep ? `${name}[${key}]` : key, item, { explode, ...style }, encode));
  }
  const items = entries.flatMap(([key, item]: [string, unknown]) => (isList ? [item] : [key, item]));
  return items.length ? [toPart(items.map(write).join(DELIMITERS[kind]))] : [];
}

/** A primitive as text; what is nested deeper than its style can say as JSON. */
export function toPlainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- no object any more
  return String(value);
}

/** True for objects with properties: for no list, no date, and nothing that `fetch` takes itself. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return {}.toString.call(value) === '[object Object]';
}

/** What is left out is undefined or null. */
export function isGiven(value: unknown): boolean {
  return value != null;
}

/** Leaves what has a meaning of its own in an address as it is, but for what would end the value. */
function encodeReserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(2[4CF]|3[ABDF]|40|5[BD])/g, decodeURIComponent)
    .replace(/%25(?=[\da-f]{2})/gi, '%');
}
