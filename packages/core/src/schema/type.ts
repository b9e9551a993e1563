import { codecSchema, codecs } from './codec.js';
import type { Codec } from './codec.js';
import { duration } from './duration.js';
import { TypeBoxType } from './typebox.js';
import type { NotSchema, SchemaOptions, Static, TSchema, TUnsafe } from './typebox.js';

/** Limits of a `Type.Set`, beside what may be said of any schema. A `default` is written as in JSON: a list. */
export interface SetOptions extends SchemaOptions, NotSchema {
  /** Least and most items as they are sent, duplicates counted. */
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Limits of a `Type.Map`, beside what may be said of any schema. A `default` is written as in JSON: an object. */
export interface MapOptions extends SchemaOptions, NotSchema {
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

interface CodecTypes {
  /** `Date` in the handler, an RFC 3339 date-time text in JSON. */
  DateTime(options?: SchemaOptions): TUnsafe<Date>;
  /** A number of seconds in the handler, an ISO 8601 duration in JSON, `PT5M`; a number of seconds is accepted there, too. */
  Duration(options?: SchemaOptions): TUnsafe<number>;
  /** `URL` in the handler, its `href` in JSON. */
  Url(options?: SchemaOptions): TUnsafe<URL>;
  /** `Set` in the handler, an array of unique items in JSON. */
  Set<TItem extends TSchema>(item: TItem, options?: SetOptions): TUnsafe<Set<Static<TItem>>>;
  /** `Map` with text keys in the handler, an object in JSON. It takes the schema of the values alone. */
  Map<TValue extends TSchema>(value: TValue, options?: MapOptions): TUnsafe<Map<string, Static<TValue>>>;
}

const ownTypes: CodecTypes & { readonly Partial: typeof TypeBoxType.Partial } = {
  DateTime: (options) => codecSchema<Date>(codecs.dateTime, options),
  Duration: (options) => codecSchema<number>(duration, options),
  Url: (options) => codecSchema<URL>(codecs.url, options),
  Set: <TItem extends TSchema>(item: TItem, options?: SetOptions) => codecSchema<Set<Static<TItem>>>(setCodec(item, options), options),
  Map: <TValue extends TSchema>(value: TValue, options?: MapOptions) => codecSchema<Map<string, Static<TValue>>>(mapCodec(value, options), options),
  Partial: ((schema: TSchema, options?: SchemaOptions) => withoutDefaults(TypeBoxType.Partial(schema, options))) as typeof TypeBoxType.Partial,
};

/**
 * TypeBox's type builder, with the types that JSON lacks: `DateTime`, `Duration`, `Url`, `Set` and `Map`.
 * TypeBox's own `Date`, `BigInt` and `Uint8Array` travel as text: RFC 3339, decimal digits, base64.
 * `Partial` drops the defaults of the properties: what a change leaves out stays as it is.
 *
 * @see https://github.com/sinclairzx81/typebox
 */
// Defined, not assigned: TypeBox's builder is a module's namespace, and from Node 26 on nothing can be assigned to what inherits from one.
export const Type: typeof TypeBoxType & CodecTypes = Object.create(TypeBoxType, Object.getOwnPropertyDescriptors(ownTypes)) as typeof TypeBoxType & CodecTypes;

function setCodec(item: TSchema, { minItems, maxItems }: SetOptions = {}): Codec {
  const limits = { ...(minItems === undefined ? {} : { minItems }), ...(maxItems === undefined ? {} : { maxItems }) };
  return {
    name: 'set',
    wire: TypeBoxType.Array(item, { uniqueItems: true, ...limits }),
    // A set drops duplicates rather than refusing them, as FastAPI does.
    input: TypeBoxType.Array(item, limits),
    is: (value) => value instanceof Set,
    decode: (items: unknown[]) => new Set(items),
    encode: (set: Set<unknown>) => [...set],
  };
}

function mapCodec(value: TSchema, { minProperties, maxProperties }: MapOptions = {}): Codec {
  const limits = { ...(minProperties === undefined ? {} : { minProperties }), ...(maxProperties === undefined ? {} : { maxProperties }) };
  return {
    name: 'map',
    wire: TypeBoxType.Record(TypeBoxType.String(), value, limits),
    is: (candidate) => candidate instanceof Map,
    decode: (record: Record<string, unknown>) => new Map(Object.entries(record)),
    // A null prototype: `__proto__` may be a key of the map.
    encode: (map: Map<string, unknown>) => Object.assign(Object.create(null) as object, Object.fromEntries(map)),
  };
}

/** With the default a property would never be absent, and a change would set what nobody named. */
function withoutDefaults(schema: TSchema): TSchema {
  const { properties, allOf } = schema as { properties?: Readonly<Record<string, TSchema>>; allOf?: readonly TSchema[] };
  if (Array.isArray(allOf)) return { ...schema, allOf: allOf.map(withoutDefaults) };
  if (properties === undefined) return schema;
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, withoutDefault(property)])) };
}

function withoutDefault(property: TSchema): TSchema {
  if (property.default === undefined) return property;
  const copy: TSchema = { ...property };
  delete copy.default;
  return copy;
}
