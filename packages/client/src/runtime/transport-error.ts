import { hasKind, isNamed } from './error-name.js';
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
    Object.assign(this, { name: 'TransportError', kind, request, status });
  }

  /** True for such an error, of any copy of this package. */
  static is(error: unknown): error is TransportError {
    return isNamed(error, 'TransportError');
  }
}

/**
 * What a call fails with: errors of ours as they are, everything else by what has ended it.
 *
 * @param status Of the answer, where one has come.
 */
export const toTransportError = (error: unknown, request: SentRequest, deadline: AbortSignal, caller: AbortSignal | undefined, status?: number): Error => {
  if (hasKind(error)) return error;
  const kind = caller?.aborted ? 'aborted' : deadline.aborted ? 'timeout' : error instanceof SyntaxError ? 'undecodable' : 'network';
  return new TransportError(kind, request, error, status);
};
