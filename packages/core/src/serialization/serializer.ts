import { isTransform, transformOf } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import { TOO_DEEP } from './json-text.js';
import { toSchemaKey } from './schema-key.js';
import { Mismatch, SerializationError } from './serialization-error.js';
import { buildAnswerShape, buildShape } from './shape-builder.js';
import { compileWriter } from './shape-writer.js';
import type { ShapeWriter } from './shape-writer.js';

export interface SerializerOptions {
  /** Leaves out what is `writeOnly`: documents say that answers do not have it. Default: false. */
  readonly isAnswer?: boolean;
  /** Whose value it is, for messages: `ItemsController.list`. */
  readonly place?: string;
}

/** Writes a value as JSON. @throws SerializationError when it does not fit the schema. */
export type Serializer = (value: unknown) => string;

/**
 * Makes the function that writes values by a schema. What the schema does not declare never leaves, at any depth.
 *
 * Making it costs nothing: code is generated at the first call, once for equal schemas.
 *
 * - Objects are written by their declared members (getters of classes too) in the order of declaration, lists by their items;
 *   what has a `toJSON` is written by what that returns. Undeclared keys leave only where `additionalProperties` declares them.
 * - A union is written by the branch that its constant property names, otherwise by the branch under which most declared members are present.
 * - Nothing is converted from one kind to another: a number where text is declared is an error, and so are NaN, null where it is not declared,
 *   a fraction where an integer is, a missing required member. Exceptions: a Date or URL where text is declared, a bigint where a number is.
 * - `Type.Unknown()` and `Type.Any()` write what `JSON.stringify` does, Map, Set, bigint and bytes included.
 *
 * @throws SerializationError (the serializer) for a value that does not fit; 1,000 levels of objects, lists and unions are written.
 * @throws Error (the serializer) when a `$ref` leads nowhere.
 * @example compileSerializer(Type.Object({ id: Type.Integer() }))({ id: 1, secret: 'x' }); // → '{"id":1}'
 */
export function compileSerializer(schema: TSchema, { isAnswer = false, place }: SerializerOptions = {}): Serializer {
  const encode = isTransform(schema) ? transformOf(schema).encode : undefined;
  let write: ShapeWriter | undefined;
  return (value) => {
    write ??= resolveWriter(schema, isAnswer);
    try {
      return write(encode === undefined ? value : encode(value), 0);
    } catch (error) {
      throw toSerializationError(error, place);
    }
  };
}

function toSerializationError(thrown: unknown, place: string | undefined): unknown {
  const error = explain(thrown);
  if (place !== undefined && SerializationError.is(error)) error.message = `${place}: ${error.message}`;
  return error;
}

function explain(error: unknown): unknown {
  if (error instanceof Mismatch) return error.toError();
  // The stack may be nearly full before the first level, or smaller than Node's default.
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded'
    ? new SerializationError('', TOO_DEEP.expected, TOO_DEEP.found)
    : error;
}

/** Bounded, since a program may also make schemas while it runs. */
const MAX_WRITERS = 10_000;
const writers = new Map<string, ShapeWriter>();

function resolveWriter(schema: TSchema, isAnswer: boolean): ShapeWriter {
  const key = `${isAnswer ? 'answer' : 'value'}:${toSchemaKey(schema)}`;
  const known = writers.get(key);
  if (known !== undefined) return known;
  if (writers.size >= MAX_WRITERS) writers.clear();
  const writer = compileWriter(isAnswer ? buildAnswerShape(schema) : buildShape(schema));
  writers.set(key, writer);
  return writer;
}
