/** One open WebSocket, as a handler sees it: `TReceive` comes in, `TSend` goes out. */
export interface Socket<TReceive = unknown, TSend = unknown, TData = Readonly<Record<string, unknown>>> extends AsyncIterable<TReceive, undefined> {
  /** Unique in the process: `s-1`. */
  readonly id: string;
  /** State of this connection, as `data` of the route begins it. */
  readonly data: TData;
  /** The subprotocol that was agreed on; `''` for none. */
  readonly subprotocol: string;
  /** The peer's address; that of the client where Fastify trusts the proxy (`trustProxy`). */
  readonly remoteAddress: string;
  /** Aborts when the connection closes, or the application begins to close. */
  readonly signal: AbortSignal;
  /** True until either side has begun to close. */
  readonly isOpen: boolean;
  /** Resolves when the connection is closed, whoever closed it. Never rejects. */
  readonly closed: Promise<SocketClosing>;
  /**
   * Sends a message. The promise resolves to true when the message is written to the connection, to false when the
   * connection closed before, or when it was dropped for a slow reader. It never rejects.
   *
   * @throws MessageError outside production for a message that does not fit `send` of the route.
   * @throws SerializationError for one that cannot be written by it.
   */
  readonly send: (message: TSend) => Promise<boolean>;
  /**
   * The next message; undefined when the connection has closed, or when `timeout` milliseconds have passed.
   *
   * @example const first = await socket.receive({ timeout: 5_000 });
   */
  readonly receive: (options?: { readonly timeout?: number }) => Promise<TReceive | undefined>;
  /**
   * Closes the connection when what was sent before is written. Messages that come after are dropped.
   *
   * @param code 1000 (default), 1001, 1003, 1007 to 1014 or 3000 to 4999. @see RFC 6455 §7.4
   * @param reason Cut to 123 bytes of UTF-8.
   * @throws RangeError for a code that may not be sent.
   */
  readonly close: (code?: number, reason?: string) => void;
}

/** How a connection ended: 1006 where the peer vanished, 1005 where it gave no code. */
export interface SocketClosing {
  readonly code: number;
  readonly reason: string;
}

/** What a dependency's teardown sees of a connection that did not end well: the peer vanished, or broke a rule. */
export class SocketError extends Error {
  readonly code: number;

  constructor(code: number, reason: string, cause?: unknown) {
    super(`The socket was closed with ${code}${reason === '' ? '' : `: ${reason}`}.`, cause === undefined ? undefined : { cause });
    this.name = 'SocketError';
    this.code = code;
  }
}
