import type { InferInput, SchemaLike } from '../decorators/check.js';
import type { FormatTable } from '../schema/formats.js';
import type { InputMode, ValidationIssue } from '../validation/issue.js';
import { collectIssues } from '../validation/issues.js';
import { INVALID, compileValidator } from '../validation/validator.js';
import { nameOf, toUsableSchema } from './usable-schema.js';
import { ValidationError } from './validation-error.js';

/** How a value outside of a request is read. */
export interface ParseOptions {
  /** `'json'`: values have their types, as in a body. `'text'`: they are texts and coerced, as in a query. Default: `'json'`. */
  readonly mode?: InputMode;
  /** The application's own formats: what `createApp` is given. */
  readonly formats?: FormatTable;
}

/** What `safeParse` returns: the value, or what is wrong with it. */
export type ParseResult<TValue> = { readonly success: true; readonly value: TValue } | { readonly success: false; readonly issues: readonly ValidationIssue[] };

/**
 * Reads a value by a model or a schema, as the body of a request is read: checked, with defaults filled in, dates and the
 * like decoded, undeclared properties dropped, and an instance for a model with methods. The value itself stays as it is.
 *
 * For messages of a queue, files, answers of other services. Each schema is compiled once, at its first value.
 *
 * @throws ValidationError with everything that is wrong; TypeError when the schema has a mistake.
 * @example parse(Item, { id: 1, name: 'Pen', extra: true }); // → { id: 1, name: 'Pen' }
 */
export function parse<TParsed extends SchemaLike>(schema: TParsed, value: unknown, options: ParseOptions = {}): InferInput<TParsed> {
  const { mode = 'json', formats } = options;
  const usable = toUsableSchema(schema, 'parse()', formats);
  const result = compileValidator(usable, mode, { formats }).read(value);
  if (result === INVALID) throw new ValidationError(collectIssues(usable, value, mode, [], { formats }), nameOf(usable));
  return result as InferInput<TParsed>;
}

/**
 * `parse` without an exception.
 *
 * @throws TypeError when the schema has a mistake.
 * @example
 * const result = safeParse(Item, message);
 * if (!result.success) console.warn(result.issues);
 */
export function safeParse<TParsed extends SchemaLike>(schema: TParsed, value: unknown, options: ParseOptions = {}): ParseResult<InferInput<TParsed>> {
  const { mode = 'json', formats } = options;
  const usable = toUsableSchema(schema, 'safeParse()', formats);
  const result = compileValidator(usable, mode, { formats }).read(value);
  return result === INVALID
    ? { success: false, issues: collectIssues(usable, value, mode, [], { formats }) }
    : { success: true, value: result as InferInput<TParsed> };
}
