import type { ValidationIssue } from '../validation/issue.js';

const kValidationError = Symbol.for('typhoon.validation-error');

const LISTED = 10;

/**
 * Thrown by `parse` and `stringify` for a value that does not fit its schema.
 *
 * Thrown inside a handler it is answered as any unknown error, with 500: a value that the program itself got wrong is not
 * the client's mistake. Its message names places and reasons and holds no value, so that it can be logged.
 */
export class ValidationError extends Error {
  readonly [kValidationError] = true;
  readonly #issues: readonly ValidationIssue[];

  /** @param name What the value should have been: the name of a model, or undefined. */
  constructor(issues: readonly ValidationIssue[], name?: string, options?: ErrorOptions) {
    super(formatMessage(issues, name), options);
    this.name = 'ValidationError';
    this.#issues = issues;
  }

  // Not a property: loggers write those of an error, and `input` holds the values.
  /** What is wrong, in the order of the declaration: `{ type, loc, msg, input, ctx }`, as in the answer to a request. */
  get issues(): readonly ValidationIssue[] {
    return this.#issues;
  }

  /** True for a validation error of any copy of this package. */
  static is(value: unknown): value is ValidationError {
    return typeof value === 'object' && value !== null && kValidationError in value;
  }
}

function formatMessage(issues: readonly ValidationIssue[], name: string | undefined): string {
  const count = issues.length === 1 ? 'one mistake' : `${issues.length} mistakes`;
  const lines = issues.slice(0, LISTED).map(({ loc, msg }) => `\n  ${loc.length === 0 ? '' : `${loc.join('.')}: `}${msg}`);
  const more = issues.length > LISTED ? `\n  and ${issues.length - LISTED} more` : '';
  return `The value does not fit ${name === undefined ? 'its schema' : `'${name}'`}: ${count} found.${lines.join('')}${more}`;
}
