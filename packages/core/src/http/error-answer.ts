import { HttpError } from './http-error.js';
import { formatHttpError, formatIssues } from './problem.js';
import type { ErrorAnswer, ErrorEnvelope } from './problem.js';
import { RequestValidationError } from './request-errors.js';

/** What a client is told of an error. */
export interface FullErrorAnswer extends ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer for any error: declared ones and refusals as they are, everything else as a 500 that says nothing. */
export function toErrorAnswer(error: Error, envelope: ErrorEnvelope, requestId: string): FullErrorAnswer {
  if (RequestValidationError.is(error)) return { status: 422, headers: {}, ...formatIssues(error.issues, envelope, requestId) };
  const httpError = HttpError.is(error) ? error : toHttpError(error);
  return { status: httpError.status, headers: httpError.headers, ...formatHttpError(httpError, envelope, requestId) };
}

interface StatusError extends Error {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly headers?: unknown;
}

/** Refusals of Fastify and its plugins keep their status and sentence; everything else is a 500 that says nothing. */
function toHttpError(error: StatusError): HttpError {
  const status = typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status < 400 || status > 499) return new HttpError(status >= 500 && status <= 599 ? status : 500, { cause: error });
  const headers = typeof error.headers === 'object' && error.headers !== null ? (error.headers as Record<string, string>) : {};
  return new HttpError(status, { detail: error.message, headers, cause: error });
}
