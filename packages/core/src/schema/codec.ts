import { kindOf, TypeBoxType } from './typebox.js';
import type { SchemaOptions, TSchema, TUnsafe } from './typebox.js';

/**
 * How a value that JSON cannot carry travels: its JSON form as a schema, and the two ways between.
 *
 * `decode` sees only what `wire` has accepted; it returns `undefined` when the text still is no such value
 * (a date of 2020-02-30). `encode` sees only what `is` has accepted.
 */
export interface Codec {
  readonly name: string;
  /** The JSON form: what is validated on input and what the documents show. */
  readonly wire: TSchema;
  /** What input is validated with, where more is accepted than is documented. Default: `wire`. */
  readonly input?: TSchema;
  readonly is: (value: unknown) => boolean;
  readonly decode: (value: never) => unknown;
  readonly encode: (value: never) => unknown;
}

const kCodec = Symbol.for('typhoon.codec');

/** The codec of a schema: its own, or the one for TypeBox's `Date`, `BigInt` and `Uint8Array`. */
export function codecOf(schema: TSchema): Codec | undefined {
  const codec = (schema as { [kCodec]?: () => Codec })[kCodec];
  return codec === undefined ? KIND_CODECS[kindOf(schema)] : codec();
}

/** A schema whose static type is `TValue` and whose JSON form is the codec's, with what else is said of it. */
export function codecSchema<TValue>(codec: Codec, options: SchemaOptions = {}): TUnsafe<TValue> {
  return { ...TypeBoxType.Unsafe<TValue>({ ...codec.wire, ...options }), [kCodec]: () => codec };
}

const dateTime: Codec = {
  name: 'date-time',
  wire: TypeBoxType.String({ format: 'date-time' }),
  is: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  decode: (text: string) => validDate(new Date(text)),
  encode: (date: Date) => date.toISOString(),
};

const bigInt: Codec = {
  name: 'bigint',
  // Digits as text: a JSON number beyond 2^53 has lost its last digits before anyone can look at it.
  wire: TypeBoxType.String({ pattern: '^-?[0-9]{1,1000}$', format: 'int64' }),
  is: (value) => typeof value === 'bigint',
  decode: (text: string) => BigInt(text),
  encode: (value: bigint) => value.toString(),
};

const bytes: Codec = {
  name: 'bytes',
  wire: TypeBoxType.String({ contentEncoding: 'base64' }),
  is: (value) => value instanceof Uint8Array,
  decode: (text: string) => (/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? new Uint8Array(Buffer.from(text, 'base64')) : undefined),
  encode: (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
};

const url: Codec = {
  name: 'url',
  wire: TypeBoxType.String({ format: 'uri' }),
  is: (value) => value instanceof URL,
  decode: (text: string) => (URL.canParse(text) ? new URL(text) : undefined),
  encode: (value: URL) => value.href,
};

const KIND_CODECS: { readonly [kind: string]: Codec | undefined } = { __proto__: null as never, Date: dateTime, BigInt: bigInt, Uint8Array: bytes };

export const codecs = { dateTime, bigInt, bytes, url };

function validDate(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
