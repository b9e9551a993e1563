import { hasKind } from './error-name.js';

/** A socket was closed for a reason: with any code but 1000. */
export class SocketError<TCode extends number = number, TReason extends string = string> extends Error {
  declare readonly kind: 'closed';
  /** 1001 the server goes away, 1006 the connection broke, 1008 a message was refused, 4404 what an `HttpError(404)` closes with. */
  declare readonly code: TCode;
  /** In the words of the server; of a Typhoon application's own errors, their code: 'room_not_found'. */
  declare readonly reason: TReason;
  /** Which channel: `chat.room`. */
  declare readonly operation: string;

  constructor(operation: string, code: TCode, reason: TReason) {
    super(`${operation}: closed with ${code} ${reason}`.trimEnd());
    Object.assign(this, { kind: 'closed', operation, code, reason, name: 'SocketError' });
  }

  /** True for such an error, of any copy of this package. */
  static is(error: unknown): error is SocketError {
    return hasKind(error) && error.name === 'SocketError';
  }
}
