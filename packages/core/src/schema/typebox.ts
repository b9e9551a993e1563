/**
 * The only module that knows TypeBox's internals. Everything else asks here, so that its next major line
 * (another package name, other symbols) is a change of one file.
 */
import { Hint, Kind, OptionalKind, TransformKind, Type as TypeBoxType } from '@sinclair/typebox';
import type { TSchema, TTransform } from '@sinclair/typebox';

export { TypeBoxType };
export type * from '@sinclair/typebox';

/** What a schema can be asked as plain JSON Schema: TypeBox's `TSchema` is an index signature of `any`. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Of options: TypeBox's own may be anything, a second schema by mistake, too. */
export type NotSchema = { readonly [TKey in typeof Kind]?: never };

/** True for any object made by TypeBox, `Type.Unsafe` included. */
export function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && Kind in value;
}

/** TypeBox's name of the kind: 'Object', 'Integer', 'Union', 'Unsafe', … */
export function kindOf(schema: TSchema): string {
  return schema[Kind];
}

/** What TypeBox notes where several builders make the same kind: 'Enum' on a union of literals, 'Record', 'Recursive'. */
export function hintOf(schema: TSchema): string | undefined {
  return schema[Hint];
}

/** True where `Type.Optional` stands on the schema itself. */
export function isOptional(schema: TSchema): boolean {
  return schema[OptionalKind as keyof TSchema] === 'Optional';
}

/** True where `Type.Transform` stands on the schema itself. */
export function isTransform(schema: TSchema): schema is TTransform {
  return TransformKind in schema;
}

/** The two functions of a `Type.Transform`. */
export function transformOf(schema: TTransform): {
  decode: (value: unknown) => unknown;
  encode: (value: unknown) => unknown;
} {
  const functions = schema[TransformKind] as { Decode: (value: unknown) => unknown; Encode: (value: unknown) => unknown };
  return { decode: functions.Decode, encode: functions.Encode };
}
