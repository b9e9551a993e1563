/** A socket was closed for a reason: with any code but 1000. */
export class SocketError<TCode extends number = number, TReason extends string = string> extends Error {
  readonly kind = 'closed';
  /** 1001 the server goes away, 1006 the connection broke, 1008 a message was refused, 4404 what an `HttpError(404)` closes with. */
  readonly code: TCode;
  /** In the words of the server; of a Typhoon application's own errors, their code: 'room_not_found'. */
  readonly reason: TReason;
  /** Which channel: `chat.room`. */
  readonly operation: string;

  constructor(operation: string, code: TCode, reason: TReason) {
    super(`${operation}: the socket was closed with ${code}${reason === '' ? '' : ` (${reason})`}.`);
    this.name = 'SocketError';
    this.operation = operation;
    this.code = code;
    this.reason = reason;
  }

  /** True for such an error, of any copy of this package. */
  static is(error: unknown): error is SocketError {
    return error instanceof Error && error.name === 'SocketError' && 'kind' in error;
  }
}
