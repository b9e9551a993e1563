import { Mismatch, fail, locate } from './serialization-error.js';

/** Levels of objects, lists and unions inside each other that are written: five times what is read. Also what ends a value that contains itself. */
export const MAX_DEPTH = 1_000;

// Measured on Node 20: up to here a loop over the characters costs less than a call of the regular expression, 40 characters cost half as much by the latter.
const LOOP_UP_TO = 14;

const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/;

/**
 * The text between the quotes of a JSON string: short texts are scanned character by character, which costs less than a call;
 * lone surrogates come out as `\\udxxx`.
 */
export function escapeText(text: string): string {
  const { length } = text;
  if (length > LOOP_UP_TO) return length < 5_000 && !NEEDS_ESCAPE.test(text) ? text : JSON.stringify(text).slice(1, -1);
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)) return JSON.stringify(text).slice(1, -1);
  }
  return text;
}

export function writeString(text: string): string {
  return `"${escapeText(text)}"`;
}

export const TOO_DEEP = { expected: `at most ${MAX_DEPTH} levels of objects, lists and unions`, found: 'more, or a value that contains itself' };

/** @throws Mismatch always. */
export function failTooDeep(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by the serializer that called; no stack trace is taken
  throw new Mismatch(TOO_DEEP.expected, TOO_DEEP.found);
}

interface JsonForm {
  toJSON: (key: string) => unknown;
}

/** True where a value says itself how it is written: Date, URL, and classes with a `toJSON` of their own. */
export function hasJsonForm(value: object): value is JsonForm {
  return typeof (value as Partial<JsonForm>).toJSON === 'function';
}

/**
 * Writes a value that no schema describes, as `JSON.stringify` does, and what that loses or throws on:
 * bigint as text of its digits, Map as an object (a list of entries when a key is no text), Set as a list, bytes as base64.
 *
 * @throws Mismatch when there is nothing to write (undefined, a function), and when it is nested too deeply.
 */
export function writeAny(value: unknown, depth: number): string {
  if (typeof value === 'object' && isPlain(value, depth)) return JSON.stringify(value);
  return writeJson(value, depth) ?? fail('a value', value);
}

/** True for what `JSON.stringify` writes right: looking costs a third of writing it ourselves. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value instanceof Date;
  if (hasJsonForm(value)) return false;
  for (const key in value) {
    if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

/** Undefined for what JSON leaves out. */
function writeJson(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return `"${value}"`;
    case 'object':
      return value === null ? 'null' : writeObject(value, depth);
    default:
      return undefined;
  }
}

function writeObject(value: object, depth: number): string | undefined {
  if (depth > MAX_DEPTH) failTooDeep();
  if (Array.isArray(value)) return writeList(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    // Before toJSON: a Buffer's is an object of numbers.
    if (value instanceof Uint8Array) return `"${toBase64(value)}"`;
    if (value instanceof Map) return writeMap(value, depth);
    if (value instanceof Set) return writeList([...(value as Set<unknown>)], depth);
    if (value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof BigInt) return writeJson(value.valueOf(), depth);
  }
  if (hasJsonForm(value)) return writeJsonForm(value, depth);
  return writeEntries(Object.keys(value), (key) => (value as Record<string, unknown>)[key], depth);
}

function writeJsonForm(value: object & JsonForm, depth: number): string | undefined {
  const form = value.toJSON('');
  if (typeof form !== 'object' || form === null || !hasJsonForm(form) || form instanceof Uint8Array) return writeJson(form, depth + 1);
  // As in JSON.stringify, toJSON is asked once: what it returns is written by its own members.
  return writeEntries(Object.keys(form), (key) => (form as unknown as Record<string, unknown>)[key], depth + 1);
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '';
  let index = 0;
  try {
    for (; index < list.length; index++) text += `${index === 0 ? '' : ','}${writeJson(list[index], depth + 1) ?? 'null'}`;
  } catch (error) {
    throw locate(error, index);
  }
  return `[${text}]`;
}

function writeMap(map: Map<unknown, unknown>, depth: number): string {
  const keys = [...map.keys()];
  if (!keys.every((key) => typeof key === 'string')) return writeList([...map.entries()], depth);
  return writeEntries(keys, (key) => map.get(key), depth);
}

function writeEntries(keys: readonly string[], read: (key: string) => unknown, depth: number): string {
  let text = '';
  for (const key of keys) {
    let member: string | undefined;
    try {
      member = writeJson(read(key), depth + 1);
    } catch (error) {
      throw locate(error, key);
    }
    if (member !== undefined) text += `${text === '' ? '' : ','}${writeString(key)}:${member}`;
  }
  return `{${text}}`;
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
