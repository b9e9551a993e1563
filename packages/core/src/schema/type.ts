import { codecSchema, codecs } from './codec.js';
import type { Codec } from './codec.js';
import { duration } from './duration.js';
import { TypeBoxType } from './typebox.js';
import type { Static, TSchema, TUnsafe } from './typebox.js';

interface CodecTypes {
  /** `Date` in the handler, an RFC 3339 date-time text in JSON. */
  DateTime(): TUnsafe<Date>;
  /** A number of seconds in the handler, an ISO 8601 duration in JSON, `PT5M`; a number of seconds is accepted there, too. */
  Duration(): TUnsafe<number>;
  /** `URL` in the handler, its `href` in JSON. */
  Url(): TUnsafe<URL>;
  /** `Set` in the handler, an array of unique items in JSON. */
  Set<TItem extends TSchema>(item: TItem): TUnsafe<Set<Static<TItem>>>;
  /** `Map` with text keys in the handler, an object in JSON. */
  Map<TValue extends TSchema>(value: TValue): TUnsafe<Map<string, Static<TValue>>>;
}

const codecTypes: CodecTypes = {
  DateTime: () => codecSchema<Date>(codecs.dateTime),
  Duration: () => codecSchema<number>(duration),
  Url: () => codecSchema<URL>(codecs.url),
  Set: <TItem extends TSchema>(item: TItem) => codecSchema<Set<Static<TItem>>>(setCodec(item)),
  Map: <TValue extends TSchema>(value: TValue) => codecSchema<Map<string, Static<TValue>>>(mapCodec(value)),
};

/**
 * TypeBox's type builder, with the types that JSON lacks: `DateTime`, `Duration`, `Url`, `Set` and `Map`.
 * TypeBox's own `Date`, `BigInt` and `Uint8Array` travel as text: RFC 3339, decimal digits, base64.
 *
 * @see https://github.com/sinclairzx81/typebox
 */
// Defined, not assigned: TypeBox's builder is a module's namespace, and from Node 26 on nothing can be assigned to what inherits from one.
export const Type: typeof TypeBoxType & CodecTypes = Object.create(TypeBoxType, Object.getOwnPropertyDescriptors(codecTypes)) as typeof TypeBoxType &
  CodecTypes;

function setCodec(item: TSchema): Codec {
  return {
    name: 'set',
    wire: TypeBoxType.Array(item, { uniqueItems: true }),
    // A set drops duplicates rather than refusing them, as FastAPI does.
    input: TypeBoxType.Array(item),
    is: (value) => value instanceof Set,
    decode: (items: unknown[]) => new Set(items),
    encode: (set: Set<unknown>) => [...set],
  };
}

function mapCodec(value: TSchema): Codec {
  return {
    name: 'map',
    wire: TypeBoxType.Record(TypeBoxType.String(), value),
    is: (candidate) => candidate instanceof Map,
    decode: (record: Record<string, unknown>) => new Map(Object.entries(record)),
    // A null prototype: `__proto__` may be a key of the map.
    encode: (map: Map<string, unknown>) => Object.assign(Object.create(null) as object, Object.fromEntries(map)),
  };
}
