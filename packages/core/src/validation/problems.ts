import type { ErrorCode } from '../errors.js';
import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';

/** One mistake in a schema: `path` is where in the schema, `properties.name.pattern`; empty for the schema itself. */
export interface SchemaProblem {
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
}

/** Everything in a schema that could not work, for boot. */
export function findSchemaProblems(_schema: TSchema, _formats?: FormatTable): SchemaProblem[] {
  return [];
}
