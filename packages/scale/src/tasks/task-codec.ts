import { ValidationError, parse, stringify } from '@typhoon/core';
import type { FormatTable, SchemaLike } from '@typhoon/core';

/** What passes between processes of a task, as JSON values, by its schemas; any JSON where there is none. */
export interface TaskCodec {
  /** @throws ValidationError for what the schema does not allow. */
  readonly write: (value: unknown) => unknown;
  /** @throws ValidationError for what the schema does not allow. */
  readonly read: (json: unknown) => unknown;
}

/** Prepares the way of values there and back. What is written is checked as what is read: no other process can refuse it. */
export function compileCodec(schema: SchemaLike | undefined, formats: FormatTable | undefined): TaskCodec {
  if (schema === undefined) return { write: toJson, read: (json) => json };
  const options = formats === undefined ? {} : { formats };
  return {
    write: (value) => {
      const json: unknown = JSON.parse(stringify(schema, value as never, options));
      // `stringify` leaves limits to who reads it; here, who has made the mistake shall hear of it.
      parse(schema, json, options);
      return json;
    },
    read: (json) => parse(schema, json, options),
  };
}

/** Nothing where there is no schema: what has no JSON form is left out. */
function toJson(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

/** True for what no further attempt would change. */
export function isValidationError(error: unknown): error is Error {
  return error instanceof ValidationError || (error instanceof Error && error.name === 'ValidationError');
}
