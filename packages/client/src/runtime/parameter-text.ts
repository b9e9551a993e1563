/** Values of parameters as texts. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), RFC 6570 */
import type { ParameterDetails } from './operation-definition.js';

/** How a value is written. */
export interface ParameterStyle extends Pick<ParameterDetails, 'explode' | 'allowReserved' | 'content'> {
  readonly style: NonNullable<ParameterDetails['style']>;
}

type Encode = (text: string) => string;

/** Between the values of one pair; encoded, as everything outside of the names that a style writes. */
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/**
 * What stands in a path or a header.
 *
 * @example toText('id', [3, 4], { style: 'simple' }, encodeURIComponent) // '3,4'
 */
export function toText(name: string, value: unknown, { style, explode = false, content }: ParameterStyle, encode: Encode): string {
  if (content !== undefined) return encode(toContent(value));
  if (style === 'matrix') {
    const pairs = toPairs(name, value, explode, ',', encode);
    return pairs.map(([key, text]) => `;${key}${text === '' ? '' : `=${text}`}`).join('');
  }
  const isLabel = style === 'label';
  const isNamed = explode && isObject(value);
  const texts = toPairs(name, value, explode, ',', encode).map(([key, text]) => (isNamed ? `${key}=${text}` : text));
  return isLabel ? `.${texts.join('.')}` : texts.join(',');
}

/**
 * Pairs of a query, of cookies, or of a form: names and values, both encoded.
 *
 * @example toFormPairs('tag', ['a', 'b'], { style: 'form' }, encodeURIComponent) // [['tag', 'a'], ['tag', 'b']]
 */
export function toFormPairs(
  name: string,
  value: unknown,
  { style, explode = style === 'form', content }: ParameterStyle,
  encode: Encode,
): [name: string, text: string][] {
  if (content !== undefined) return [[encode(name), encode(toContent(value))]];
  if (style === 'deepObject') return toDeepPairs(encode(name), value, encode);
  return toPairs(name, value, explode, DELIMITERS[style] ?? ',', encode);
}

/** Leaves what has a meaning of its own in an address as it is, but for what would end the value. */
export function encodeReserved(text: string): string {
  return encodeURI(text)
    .replace(/%25(?=[\da-f]{2})/gi, '%')
    .replace(/[#&+]/g, encodeURIComponent)
    .replace(/%5[BD]/g, decodeURIComponent);
}

/** A primitive as text; what is nested deeper than its style can say as JSON. */
export function toPlainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function toPairs(name: string, value: unknown, explode: boolean, delimiter: string, encode: Encode): [string, string][] {
  const write = (item: unknown) => encode(toPlainText(item));
  const key = encode(name);
  if (Array.isArray(value)) {
    const texts = value.filter(isGiven).map(write);
    return explode ? texts.map((text) => [key, text]) : texts.length === 0 ? [] : [[key, texts.join(delimiter)]];
  }
  if (!isObject(value)) return [[key, write(value)]];
  const entries = Object.entries(value).filter(([, item]) => isGiven(item));
  if (explode) return entries.flatMap(([property, item]) => toPairs(property, item, true, delimiter, encode));
  return entries.length === 0 ? [] : [[key, entries.flat().map(write).join(delimiter)]];
}

function toDeepPairs(prefix: string, value: unknown, encode: Encode): [string, string][] {
  if (Array.isArray(value)) return value.filter(isGiven).flatMap((item) => toDeepPairs(prefix, item, encode));
  if (!isObject(value)) return [[prefix, encode(toPlainText(value))]];
  return Object.entries(value).flatMap(([key, item]) => (isGiven(item) ? toDeepPairs(`${prefix}%5B${encode(key)}%5D`, item, encode) : []));
}

/** Only JSON is written; any other media type is text already. */
function toContent(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
