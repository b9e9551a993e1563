import { ApiError } from './api-error.js';
import type { RetryOptions } from './call-options.js';
import { TransportError } from './transport-error.js';

/** Statuses of servers that may answer otherwise soon. */
export const TRANSIENT: readonly number[] = [408, 429, 502, 503, 504];

/** How often and how long is waited, without gaps. */
export type RetryPolicy = Required<RetryOptions>;

/** What a call says counts for any method, what the client says for idempotent ones. @see RFC 9110 §9.2.2 */
export function toRetryPolicy(
  ofCall: RetryOptions | number | false | undefined,
  ofClient: RetryOptions | number | false | undefined,
  method: string,
  headers: Headers,
): RetryPolicy {
  const isIdempotent = !/^(POST|PATCH)$/i.test(method) || headers.has('idempotency-key');
  const chosen = ofCall ?? (isIdempotent && (ofClient ?? {}));
  return { count: 2, delay: 300, maxDelay: 20_000, statuses: TRANSIENT, ...(typeof chosen === 'object' ? chosen : { count: Number(chosen) }) };
}

/** Full jitter: clients that failed together do not come back together. */
export function jitter(attempt: number, delay: number, maxDelay: number): number {
  return Math.random() * Math.min(maxDelay, delay * 2 ** attempt);
}

/** `Retry-After` in milliseconds; undefined where there is none. @see RFC 9110 §10.2.3 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? '';
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}

/** True for what may be otherwise at the next connection. */
export function isTransient(error: unknown): boolean {
  if (ApiError.is(error)) return TRANSIENT.includes(error.status);
  return TransportError.is(error) && (error.kind === 'network' || error.kind === 'timeout');
}
