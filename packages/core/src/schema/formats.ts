/**
 * The formats that work out of the box. All checks take linear time, whatever the text.
 *
 * @see JSON Schema 2020-12 Validation §7.3
 * @see https://spec.openapis.org/registry/format/
 */
import { isIPv4, isIPv6 } from 'node:net';
import { findDateProblem, findDateTimeProblem, findTimeProblem } from './date-text.js';

/** True where the text is of the format. It must take linear time: it sees whatever clients send. */
export type FormatCheck = (text: string) => boolean;

/** An application's own formats, by name; they win over the standard ones. */
export interface FormatTable {
  readonly [name: string]: FormatCheck;
}

const STRING_FORMATS: ReadonlyMap<string, FormatCheck> = new Map<string, FormatCheck>([
  ['email', (text) => isEmail(text, EMAIL)],
  ['idn-email', (text) => isEmail(text, IDN_EMAIL)],
  ['hostname', (text) => isHostname(text, ASCII_LABEL)],
  ['idn-hostname', (text) => isHostname(text, UNICODE_LABEL)],
  ['ipv4', isIPv4],
  ['ipv6', (text) => isIPv6(text) && !text.includes('%')],
  ['uri', (text) => SCHEME.test(text) && isUriReference(text, URI_TEXT)],
  ['uri-reference', (text) => isUriReference(text, URI_TEXT)],
  ['iri', (text) => SCHEME.test(text) && isUriReference(text, IRI_TEXT)],
  ['iri-reference', (text) => isUriReference(text, IRI_TEXT)],
  ['uri-template', (text) => URI_TEMPLATE.test(text)],
  ['url', isUrl],
  ['uuid', (text) => UUID.test(text)],
  ['date', (text) => findDateProblem(text) === undefined],
  ['date-time', (text) => findDateTimeProblem(text, 'required') === undefined],
  ['iso-date-time', (text) => findDateTimeProblem(text, 'optional') === undefined],
  ['date-time-local', (text) => findDateTimeProblem(text, 'none') === undefined],
  // RFC 3339 has an offset here, but what browsers, databases and FastAPI send as a time of day has none.
  ['time', (text) => findTimeProblem(text, 'optional') === undefined],
  ['iso-time', (text) => findTimeProblem(text, 'optional') === undefined],
  ['time-local', (text) => findTimeProblem(text, 'none') === undefined],
  ['duration', (text) => DURATION.test(text)],
  ['byte', isBase64],
  ['base64', isBase64],
  ['base64url', (text) => BASE64URL.test(text) && text.length % 4 !== 1],
  ['json-pointer', (text) => JSON_POINTER.test(text)],
  ['relative-json-pointer', (text) => RELATIVE_JSON_POINTER.test(text)],
  ['regex', isRegex],
  ['decimal', (text) => DECIMAL.test(text)],
  ['char', (text) => [...text.slice(0, 3)].length === 1],
]);

const NUMBER_FORMATS: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['int8', isIntegerWithin(-(2 ** 7), 2 ** 7 - 1)],
  ['int16', isIntegerWithin(-(2 ** 15), 2 ** 15 - 1)],
  ['int32', isIntegerWithin(-(2 ** 31), 2 ** 31 - 1)],
  ['int64', isIntegerWithin(-(2 ** 63), 2 ** 63)],
  ['uint8', isIntegerWithin(0, 2 ** 8 - 1)],
  ['uint16', isIntegerWithin(0, 2 ** 16 - 1)],
  ['uint32', isIntegerWithin(0, 2 ** 32 - 1)],
  ['uint64', isIntegerWithin(0, 2 ** 64)],
  ['float', (value) => Number.isFinite(Math.fround(value))],
]);

/** Known, but nothing can be checked: they tell people and tools how a value is used. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['binary', 'commonmark', 'double', 'html', 'http-date', 'media-range', 'password', 'textarea']);

/** The check for texts; undefined where the format says nothing about them. */
export function stringFormatOf(name: string, own?: FormatTable): FormatCheck | undefined {
  return own !== undefined && Object.hasOwn(own, name) ? own[name] : STRING_FORMATS.get(name);
}

/** The check for numbers: `int32` and its like. */
export function numberFormatOf(name: string): ((value: number) => boolean) | undefined {
  return NUMBER_FORMATS.get(name);
}

export function isKnownFormat(name: string, own?: FormatTable): boolean {
  return stringFormatOf(name, own) !== undefined || NUMBER_FORMATS.has(name) || ANNOTATIONS.has(name);
}

/** All names, sorted, for messages. */
export function knownFormats(own: FormatTable = {}): readonly string[] {
  return [...new Set([...STRING_FORMATS.keys(), ...NUMBER_FORMATS.keys(), ...ANNOTATIONS, ...Object.keys(own)])].sort();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DURATION = /^P(?:\d+W|(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const JSON_POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE_JSON_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BASE64URL = /^[A-Za-z0-9_-]*$/;
const URI_TEMPLATE = /^(?:[^\s"'<>\\^`{|}\u0000-\u001f]|\{[+#./;?&=,!@|]?[\w.%*:,]+\})*$/u;

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text);
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function isIntegerWithin(least: number, most: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= least && value <= most;
}

const LABEL_LENGTH = 63;
const HOSTNAME_LENGTH = 253;
const ASCII_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const UNICODE_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00b7-]*[\p{L}\p{N}\p{M}])?$/u;

/** @see RFC 1123 §2.1 */
function isHostname(text: string, label: RegExp): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return name.length <= HOSTNAME_LENGTH && name.split('.').every((part) => part.length <= LABEL_LENGTH && label.test(part));
}

const LOCAL_LENGTH = 64;
const EMAIL_LENGTH = 254;
// Linear: a label cannot hold the dot that ends it. (Bounded repetitions, `{0,61}`, would take twice the time.)
const EMAIL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const IDN_EMAIL =
  /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** The form that mail is really sent to: no quotes, no comments, a domain with a dot. @see RFC 5321 §4.1.2, §4.5.3.1 */
function isEmail(text: string, form: RegExp): boolean {
  if (text.length > EMAIL_LENGTH || !form.test(text)) return false;
  return text.length <= LABEL_LENGTH || hasShortParts(text);
}

function hasShortParts(text: string): boolean {
  const at = text.lastIndexOf('@');
  return (
    at <= LOCAL_LENGTH &&
    text
      .slice(at + 1)
      .split('.')
      .every((label) => label.length <= LABEL_LENGTH)
  );
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const URI_TEXT = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i;
const IRI_TEXT = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{efffd}]|%[0-9a-f]{2})*$/iu;
const URI_PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

/** @see RFC 3986 §4.1, appendix B */
function isUriReference(text: string, allowed: RegExp): boolean {
  if (!allowed.test(text)) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = URI_PARTS.exec(text) ?? [];
  if (scheme !== undefined && !SCHEME.test(`${scheme}:`)) return false;
  if (fragment.includes('#') || /[[\]]/.test(path + query + fragment)) return false;
  return authority === undefined || isAuthority(authority);
}

/** @see RFC 3986 §3.2 */
function isAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const literal = /^\[([^\]]*)\](?::\d*)?$/.exec(host);
  if (literal !== null) return isIPv6(literal[1] as string) || /^v[0-9a-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(literal[1] as string);
  return /^[^[\]:]*(?::\d*)?$/.test(host);
}

const WEB_SCHEME = /^(?:https?|ftp|wss?):\/\/[^/]/i;

/** An address as browsers understand it. @see https://url.spec.whatwg.org */
function isUrl(text: string): boolean {
  return WEB_SCHEME.test(text) && !/\s/.test(text) && URL.canParse(text);
}
