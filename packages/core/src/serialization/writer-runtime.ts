/** What generated writers call when the value is not the plain one they expect. */
import { isDeepStrictEqual } from 'node:util';
import { codecs } from '../schema/codec.js';
import { escapeText, failTooDeep, writeAny, writeString } from './json-text.js';
import { Mismatch, fail, formatKind, locate } from './serialization-error.js';
import { accepts } from './shape-score.js';
import { isForeign, isRecord, readMember, toJsonForm } from './object-form.js';
import type { CodecShape, Scalar } from './shape.js';
import { toText } from './text-form.js';

export const RUNTIME = {
  isArray: Array.isArray,
  isInteger: Number.isInteger,
  keysOf: Object.keys,
  writeString,
  escapeText,
  writeAny,
  writeTexts,
  locate,
  fail,
  failTag,
  failTooDeep,
  readMember,
  oddInteger,
  oddNumber,
  oddString,
  toRecord,
  toList,
};

function oddInteger(value: unknown): string {
  return typeof value === 'bigint' ? value.toString() : fail('an integer', value);
}

function oddNumber(value: unknown): string {
  return typeof value === 'bigint' ? value.toString() : fail('a number', value);
}

function oddString(value: unknown, format: string | undefined): string {
  const text = toText(value, format);
  return text === undefined ? fail(format === undefined ? 'a text' : `a text (${format})`, value) : escapeText(text);
}

function toRecord(value: unknown): object {
  if (isRecord(value)) return value;
  const form = toJsonForm(value);
  // toJSON is asked once, as JSON.stringify does: its answer may have one too.
  return typeof form === 'object' && form !== null && !Array.isArray(form) && !isForeign(form) ? form : fail('an object', value);
}

function toList(value: unknown): readonly unknown[] {
  const form = toJsonForm(value);
  return Array.isArray(form) ? form : fail('a list', value);
}

/** @throws Mismatch at the property that tells the branches of a union apart. */
function failTag(value: Record<string, unknown>, name: string): never {
  const mismatch = new Mismatch('one of the declared constants', formatKind(value[name]));
  mismatch.addSegment(name);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by the serializer that called; no stack trace is taken
  throw mismatch;
}

/** A long list of nothing but texts, which `JSON.stringify` writes faster than a loop; undefined for any other. */
function writeTexts(list: readonly unknown[]): string | undefined {
  if (list.length < 64 || 'toJSON' in list) return undefined;
  for (const item of list) {
    if (typeof item !== 'string') return undefined;
  }
  return JSON.stringify(list);
}

/** Writes one of a few values. */
export function compileConstants(values: readonly unknown[]): (value: unknown) => string {
  const texts = new Map<unknown, string>(values.filter(isScalar).map((value) => [value, JSON.stringify(value)]));
  const structures = values.filter((value) => !isScalar(value));
  return (value) => {
    const text = texts.get(value);
    if (text !== undefined) return text;
    const structure = structures.find((candidate) => isDeepStrictEqual(candidate, value));
    return structure === undefined ? fail('one of the declared constants', value) : JSON.stringify(structure);
  };
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value !== 'object';
}

/** Codecs whose texts never need an escape. */
const PLAIN_CODECS: ReadonlySet<unknown> = new Set([codecs.dateTime, codecs.bigInt, codecs.bytes]);

/** Writes the text of a codec whose texts never need an escape; undefined for any other codec. */
export function compileTextCodec(shape: CodecShape): ((value: unknown) => string) | undefined {
  return PLAIN_CODECS.has(shape.codec) ? (value) => `"${String(encodeValue(shape, value))}"` : undefined;
}

/** The JSON form of a codec's value. A value that is in its JSON form already, as a `toJSON` may have made it, is taken where it decodes. */
export function encodeValue({ codec, wire }: CodecShape, value: unknown): unknown {
  if (codec.is(value)) return codec.encode(value as never);
  const decoded = value !== undefined && accepts(wire, value) ? codec.decode(value as never) : undefined;
  return codec.is(decoded) ? codec.encode(decoded as never) : fail(`a value for '${codec.name}'`, value);
}
