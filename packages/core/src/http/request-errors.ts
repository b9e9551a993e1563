import { formatKind, hideSerialization } from '../serialization/serialization-error.js';
import type { ValidationIssue } from '../validation/issue.js';

const kRequestValidationError = Symbol.for('typhoon.request-validation-error');

/** What a request got wrong, all parts together. Answered with 422 in the envelope chosen; an error handler may answer otherwise. */
export class RequestValidationError extends Error {
  readonly [kRequestValidationError] = true;
  readonly statusCode = 422;
  readonly issues: readonly ValidationIssue[];

  constructor(issues: readonly ValidationIssue[]) {
    super(`The request has ${issues.length} ${issues.length === 1 ? 'mistake' : 'mistakes'}.`);
    this.name = 'RequestValidationError';
    this.issues = issues;
  }

  static is(value: unknown): value is RequestValidationError {
    return typeof value === 'object' && value !== null && kRequestValidationError in value;
  }
}

/** The body's text is no JSON. Joined with what else is wrong into one `RequestValidationError`. */
export class BodySyntaxError extends Error {
  readonly statusCode = 422;
  readonly issue: ValidationIssue;

  constructor(issue: ValidationIssue) {
    super(issue.msg);
    this.name = 'BodySyntaxError';
    this.issue = issue;
  }
}

/** A handler returned what its schema does not allow: 500 for the client, the issues for the log. */
export class ResponseValidationError extends Error {
  readonly statusCode = 500;
  /** Class and method: `ItemsController.read`. */
  readonly place: string;
  readonly status: number;
  readonly issues: readonly ValidationIssue[];

  constructor(place: string, status: number, issues: readonly ValidationIssue[]) {
    const [first] = issues;
    const where = first === undefined ? '' : ` First: ${first.loc.join('.')}: ${first.msg}${formatFoundKind(first)}.`;
    super(`${place} returned what its response schema for status ${status} does not allow.${where}`);
    this.name = 'ResponseValidationError';
    this.place = place;
    this.status = status;
    // Without the values: they may be what the schema is there to hold back.
    this.issues = issues.map(({ type, loc, msg }) => ({ type, loc, msg, input: undefined }));
    hideSerialization(this);
  }
}

/** What stood there, in words and without the value. Where a limit is broken its kind is right and says nothing. */
function formatFoundKind({ type, input }: ValidationIssue): string {
  if (input instanceof Promise || type.endsWith('_type')) return `, but found ${formatKind(input)}`;
  return '';
}

/** A handler returned what its response, `Text` or another without a schema, cannot send. What it was stays unsaid. */
export class ResponseTypeError extends Error {
  readonly statusCode = 500;

  constructor(place: string, status: number, problem: string) {
    super(`${place} returned what cannot be sent with status ${status}: its response ${problem}.`);
    this.name = 'ResponseTypeError';
    hideSerialization(this);
  }
}

/** A handler answered with `reply(status)` where the route declares no such status: a mistake, not a leak. */
export class UndeclaredStatusError extends Error {
  readonly statusCode = 500;

  constructor(place: string, status: number, declared: readonly number[]) {
    super(`${place} replied with status ${status}, but declares only ${declared.join(', ')}. Add { responses: { ${status}: … } }.`);
    this.name = 'UndeclaredStatusError';
  }
}

/** Something that is no Error was thrown; what it was stands in `cause`. */
class NonErrorThrown extends Error {
  constructor(thrown: unknown) {
    super(`A value that is no Error was thrown: ${typeof thrown}.`, { cause: thrown });
    this.name = 'NonErrorThrown';
  }
}

/** Whatever was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new NonErrorThrown(thrown);
}
