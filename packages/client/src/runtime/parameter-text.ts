/** Values of parameters as texts. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), RFC 6570 */
import type { ParameterDetails } from './operation-definition.js';

/** How a value is written. */
export type ParameterStyle = Pick<ParameterDetails, 'style' | 'explode' | 'content' | 'allowReserved'>;

/** A name and a text, both encoded. */
export type TextPair = readonly [name: string, text: string];

type Encode = (text: string) => string;

/** Between the items of one text. */
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/**
 * What stands in a path or a header.
 *
 * @example toText('id', [3, 4], { style: 'simple' }) // '3,4'
 */
export function toText(name: string, value: unknown, style: ParameterStyle, encode?: Encode): string {
  const pairs = toPairs(name, value, { explode: false, ...style }, encode);
  if (style.style === 'matrix') return pairs.map(([key, text]) => `;${key}${text && `=${text}`}`).join('');
  const texts = pairs.map(([key, text]) => (style.explode && isObject(value) ? `${key}=${text}` : text));
  return style.style === 'label' ? `.${texts.join('.')}` : texts.join();
}

/** Pairs as they stand in a query and in a form. */
export function toQuery(pairs: readonly TextPair[]): string {
  return pairs.map((pair) => pair.join('=')).join('&');
}

/**
 * Pairs of a query, of cookies, or of a form.
 *
 * @example toPairs('tag', ['a', 'b'], {}) // [['tag', 'a'], ['tag', 'b']]
 */
export function toPairs(name: string, value: unknown, style: ParameterStyle, encode = style.allowReserved ? encodeReserved : encodeURIComponent): TextPair[] {
  const { style: kind = 'form', explode = kind === 'form', content } = style;
  const write = (item: unknown) => encode(toPlainText(item));
  const isList = Array.isArray(value);
  if (content || !(isList || isObject(value))) return [[encode(name), write(value)]];
  const entries = Object.entries(value as object).filter(([, item]) => isGiven(item));
  const isDeep = kind === 'deepObject';
  if (explode || isDeep) {
    return entries.flatMap(([key, item]) => toPairs(isList ? name : isDeep ? `${name}[${key}]` : key, item, { explode, ...style }, encode));
  }
  const items = isList ? entries.map(([, item]: [string, unknown]) => item) : entries.flat();
  return items.length ? [[encode(name), items.map(write).join(DELIMITERS[kind] ?? ',')]] : [];
}

/** A primitive as text; what is nested deeper than its style can say as JSON. */
export function toPlainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- no object any more
  return String(value);
}

/** True for objects with properties: for no list, no date, and nothing that `fetch` takes itself. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** What is left out is undefined or null. */
export function isGiven(value: unknown): boolean {
  return value != null;
}

/** Leaves what has a meaning of its own in an address as it is, but for what would end the value. */
function encodeReserved(text: string): string {
  return encodeURI(text)
    .replace(/%25(?=[\da-f]{2})/gi, '%')
    .replace(/[#&+]/g, encodeURIComponent)
    .replace(/%5[BD]/g, decodeURIComponent);
}
