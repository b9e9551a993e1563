import { HttpError } from '@typhoon/core';
import type { ErrorClass } from '@typhoon/core';
import { RETRY_AFTER } from '@typhoon/core/internal';
import type { HttpAnswer } from './http-answer.js';

/** What a request ends with where another service cannot be reached, breaks off, fails, or answers what was not agreed: 502, `upstream_failed`. */
export const UpstreamFailed: ErrorClass<never> = HttpError.define({ status: 502, code: 'upstream_failed', title: 'Another service failed' });

/** What a request ends with where another service takes too long: 504, `upstream_timeout`. */
export const UpstreamTimeout: ErrorClass<never> = HttpError.define({
  status: 504,
  code: 'upstream_timeout',
  title: 'Another service took too long',
});

/** What a request ends with where another service is not even asked, since it fails or too much waits for it: 503, `upstream_unavailable`, with `Retry-After`. */
export const UpstreamUnavailable: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'upstream_unavailable',
  title: 'Another service is not available',
  headers: RETRY_AFTER,
});

/** All that a call can end a request with. */
export const UPSTREAM_ERRORS: readonly ErrorClass[] = [UpstreamFailed, UpstreamTimeout, UpstreamUnavailable];

const kStatusError = Symbol.for('typhoon.upstream-status-error');

/**
 * Another service answered with a status that is no success. Where nobody catches it the request ends with 502,
 * `upstream_failed`: what the service said is for the handler, never for the client.
 *
 * @example
 * try { return await accounts.get('/users/:id', { params: { id }, response: User }); }
 * catch (error) { if (UpstreamStatusError.is(error, 404)) throw new UserNotFound(); throw error; }
 */
export class UpstreamStatusError extends UpstreamFailed {
  readonly [kStatusError] = true;
  readonly #response: HttpAnswer;

  constructor(message: string, response: HttpAnswer) {
    super({ message });
    this.name = 'UpstreamStatusError';
    this.#response = response;
  }

  // Not a property: loggers write those of an error, and the body is none of their business.
  /** What the service answered: status, headers, body. */
  get response(): HttpAnswer {
    return this.#response;
  }

  /** True for such an error of any copy of this package, of one of these statuses where some are named. */
  static is(value: unknown, ...statuses: readonly number[]): value is UpstreamStatusError {
    if (typeof value !== 'object' || value === null || !(kStatusError in value)) return false;
    return statuses.length === 0 || statuses.includes((value as UpstreamStatusError).response.status);
  }
}
