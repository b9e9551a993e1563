import type { InferOutput, SchemaLike } from '../decorators/check.js';
import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import { SerializationError } from '../serialization/serialization-error.js';
import { compileSerializer } from '../serialization/serializer.js';
import type { Serializer } from '../serialization/serializer.js';
import type { ValidationIssue } from '../validation/issue.js';
import { collectOutputIssues } from '../validation/output.js';
import { nameOf, toUsableSchema } from './usable-schema.js';
import { ValidationError } from './validation-error.js';

/** How a value is written outside of a request. */
export interface StringifyOptions {
  /** The application's own formats: what `createApp` is given. */
  readonly formats?: FormatTable;
}

/**
 * Writes a value as JSON by a model or a schema, as the answer of a handler is written: undeclared properties stay behind,
 * at every depth, dates and the like take their JSON form. `parse(schema, JSON.parse(text))` reads it again.
 *
 * What fits the schema's types is written: limits (`minimum`, `pattern`, …) are checked by `parse` only.
 *
 * @throws ValidationError when the value does not fit; TypeError when the schema has a mistake.
 * @example stringify(Item, { id: 1, name: 'Pen' }); // → '{"id":1,"name":"Pen"}'
 */
export function stringify<TWritten extends SchemaLike>(schema: TWritten, value: InferOutput<TWritten>, options: StringifyOptions = {}): string {
  const usable = toUsableSchema(schema, 'stringify()', options.formats);
  try {
    return serializerOf(usable)(value);
  } catch (error) {
    if (!SerializationError.is(error)) throw error;
    const issues = collectOutputIssues(usable, value, [], { formats: options.formats });
    throw new ValidationError(issues.length > 0 ? issues : [toIssue(error)], nameOf(usable), { cause: error });
  }
}

const serializers = new WeakMap<TSchema, Serializer>();

function serializerOf(schema: TSchema): Serializer {
  const known = serializers.get(schema);
  if (known !== undefined) return known;
  const serializer = compileSerializer(schema);
  serializers.set(schema, serializer);
  return serializer;
}

/** For what only the serializer refuses: a value that contains itself. */
function toIssue({ path, expected, found }: SerializationError): ValidationIssue {
  const loc = path.split('/').slice(1);
  return { type: 'serialization', loc, msg: `Value should be ${expected}, but is ${found}`, input: undefined };
}
