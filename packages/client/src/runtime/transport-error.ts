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
  readonly kind: TransportErrorKind;
  /** Of an answer that could not be read; undefined where none came. */
  readonly status: number | undefined;
  readonly request: SentRequest;

  constructor(kind: TransportErrorKind, request: SentRequest, text: string, { status, cause }: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(`${request.operation}: ${text}`, { cause });
    this.name = 'TransportError';
    this.kind = kind;
    this.status = status;
    this.request = request;
  }

  /** True for such an error, of any copy of this package. */
  static is(error: unknown): error is TransportError {
    return error instanceof Error && error.name === 'TransportError' && 'kind' in error;
  }
}

/**
 * What a call fails with: errors of ours and of the program's own parts as they are, everything else by what has ended it.
 *
 * @param status Of the answer, where one has come.
 */
export function toTransportError(error: unknown, request: SentRequest, deadline: AbortSignal, caller: AbortSignal | undefined, status?: number): unknown {
  if (error instanceof Error && 'kind' in error) return error;
  const details = { cause: error, ...(status === undefined ? {} : { status }) };
  if (caller?.aborted === true) return new TransportError('aborted', request, 'the call was aborted.', details);
  if (deadline.aborted) return new TransportError('timeout', request, 'no answer came in time.', details);
  if (error instanceof SyntaxError) return new TransportError('undecodable', request, `the answer is not what it should be: ${error.message}`, details);
  return new TransportError('network', request, status === undefined ? 'no answer came.' : 'the answer broke off.', details);
}
