import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import type { InputMode } from './issue.js';
import { SchemaReader } from './reader.js';
import { Frame } from './reference.js';

export { INVALID } from './invalid.js';

/** Checks, coerces, drops what is undeclared, fills in defaults and decodes, all in one pass. */
export interface Validator {
  /** The accepted value, or `INVALID`. The input is never changed. */
  read(value: unknown): unknown;
}

export interface ValidatorOptions {
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
}

export function compileValidator(schema: TSchema, mode: InputMode, options: ValidatorOptions = {}): Validator {
  const frame = new Frame(schema);
  return { read: (value) => new SchemaReader({ mode, limit: 0, formats: options.formats }).readRoot(schema, frame, value) };
}
