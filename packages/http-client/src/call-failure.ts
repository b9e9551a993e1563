import { HttpError } from '@typhoon/core';
import type { CallOutcome } from './circuit-breaker.js';
import { PRIVATE_ADDRESS } from './private-address.js';
import { UpstreamFailed, UpstreamTimeout } from './upstream-errors.js';

/** What an attempt ends with whose answer has not begun in time. */
export const HEADERS_TIMEOUT = 'TYPHOON_HEADERS_TIMEOUT';

/** Time that has passed, as undici and we say it. */
const TIMEOUTS: ReadonlySet<string> = new Set([HEADERS_TIMEOUT, 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
/** Of these the service is innocent. */
const OURS: ReadonlySet<string> = new Set([PRIVATE_ADDRESS, 'TYPHOON_BODY_TOO_LARGE', 'UND_ERR_INVALID_ARG', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);

/** The code of what the network, or the other side, has done wrong; undefined for all else. */
export function networkCodeOf(error: unknown): string | undefined {
  if (HttpError.is(error) || !(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && !OURS.has(code) ? code : undefined;
}

/** What a failure says about the service. */
export function toOutcome(error: unknown): CallOutcome {
  if (error instanceof UpstreamTimeout) return 'failure';
  return networkCodeOf(error) === undefined ? undefined : 'failure';
}

/** A failure as it is told to whoever made the call: what is nobody's fault but the program's stays as it is. */
export function toCallError(error: unknown, place: string): unknown {
  if (HttpError.is(error) || !(error instanceof Error)) return error;
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string' || code === 'UND_ERR_INVALID_ARG') return error;
  if (TIMEOUTS.has(code)) return new UpstreamTimeout({ message: `${place} took too long: ${error.message}`, cause: error });
  const cure = code === PRIVATE_ADDRESS ? ' Where that is meant, make a client for it: httpClient(name, { baseUrl }), or { privateAddresses: true }.' : '';
  return new UpstreamFailed({ message: `${place} failed: ${reasonOf(error, code)}${cure}`, cause: error });
}

/** An error of several addresses has no message of its own. */
function reasonOf(error: Error, code: string): string {
  return error.message === '' ? code : error.message;
}
