import { ApiError } from './api-error.js';
import { TransportError } from './transport-error.js';

/** Statuses of servers that may answer otherwise soon. */
export const TRANSIENT: readonly number[] = [408, 429, 502, 503, 504];

/** True for what may be otherwise at the next connection. */
export function isTransient(error: unknown): boolean {
  if (ApiError.is(error)) return TRANSIENT.includes(error.status);
  return TransportError.is(error) && (error.kind === 'network' || error.kind === 'timeout');
}
