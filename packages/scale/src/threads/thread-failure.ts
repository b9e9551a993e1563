import { HttpError } from '@typhoon/core';

/** An error as it goes from a thread to the one that waits: an error of a class would arrive without it. */
export interface ThreadFailure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** A text or a number that it carries, as errors of Node do. */
  readonly code: string | number | undefined;
  /** What an `HttpError` says beside. */
  readonly http:
    | { readonly status: number; readonly title: string; readonly detail: unknown; readonly headers: Readonly<Record<string, string>>; readonly data: unknown }
    | undefined;
}

/** What is known of whatever was thrown. */
export function toFailure(thrown: unknown): ThreadFailure {
  const error = thrown instanceof Error || HttpError.is(thrown) ? thrown : new TypeError(`A thread threw ${String(thrown)}, which is no error.`);
  const { code } = error as { readonly code?: unknown };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    http: HttpError.is(error) ? { status: error.status, title: error.title, detail: error.detail, headers: error.headers, data: error.data } : undefined,
  };
}

/** The error again: of the same name, message, code and stack; an `HttpError` is one again, and answered with its status. */
export function fromFailure({ name, message, stack, code, http }: ThreadFailure): Error {
  const error = http === undefined ? new Error(message) : new HttpError(http.status, { ...http, code: String(code) });
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return http === undefined && code !== undefined ? Object.assign(error, { code }) : error;
}
