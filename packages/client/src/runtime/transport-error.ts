import { hasKind } from './error-name.js';
import type { SentRequest } from './sent-request.js';

/**
 * - `network`: no answer came, or it broke off
 * - `timeout`: none came in time
 * - `aborted`: the caller's signal ended it
 * - `undecodable`: the answer is not of the declared media type, or cannot be read as such
 */
export type TransportErrorKind = 'network' | 'timeout' | 'aborted' | 'undecodable';

/** No answer that could be read. `cause` is what `fetch`, the signal or the parser said. */
export class TransportError extends Error {
  declare readonly kind: TransportErrorKind;
  declare readonly request: SentRequest;
  /** Of an answer that could not be read; undefined where none came. */
  declare readonly status: number | undefined;

  constructor(kind: TransportErrorKind, request: SentRequest, cause?: unknown, status?: number) {
    super(`${request.operation}: ${kind}`, { cause });
    Object.assign(this, { kind, status, request, name: 'TransportError' });
  }

  /** True for such an error, of any copy of this package. */
  static is(error: unknown): error is TransportError {
    return hasKind(error) && error.name === 'TransportError';
  }
}

/**
 * What a call fails with: errors of ours as they are, everything else by what has ended it.
 *
 * @param status Of the answer, where one has come.
 */
export const toTransportError = (error: unknown, request: SentRequest, deadline: AbortSignal, caller: AbortSignal | undefined, status?: number): Error => {
  if (hasKind(error)) return error;
  return new TransportError(
    caller?.aborted ? 'aborted' : deadline.aborted ? 'timeout' : error instanceof SyntaxError ? 'undecodable' : 'network',
    request,
    error,
    status,
  );
};
