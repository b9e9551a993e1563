/** One open WebSocket, as a handler sees it: `TReceive` comes in, `TSend` goes out. */
export interface Socket<TReceive = unknown, TSend = unknown, TData = Readonly<Record<string, unknown>>> extends AsyncIterable<TReceive, undefined> {
  /** Unique among the sockets of all processes. */
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
  /** The rooms it is in. */
  readonly rooms: ReadonlySet<string>;
  /**
   * Joins a room of this route: what is sent there comes to this socket, from any process. Where the route has `replay`,
   * what was sent last comes first. Resolves when that is so; never rejects.
   */
  readonly join: (room: string) => Promise<void>;
  /** Leaves a room. A socket that closes leaves all of them. */
  readonly leave: (room: string) => Promise<void>;
  /** Everybody else in a room, whether this socket is in it or not. */
  readonly to: (room: string) => Audience<TSend>;
  /**
   * Closes the connection when what was sent before is written. Messages that come after are dropped.
   *
   * @param code 1000 (default), 1001, 1003, 1007 to 1014 or 3000 to 4999. @see RFC 6455 §7.4
   * @param reason Cut to 123 bytes of UTF-8.
   * @throws RangeError for a code that may not be sent.
   */
  readonly close: (code?: number, reason?: string) => void;
}

/** Everybody in a room but the socket itself. */
export interface Audience<TSend> {
  /**
   * Sends a message to all of them, written once. Resolves to true when the broker has taken it, to false where it failed.
   *
   * @throws MessageError, SerializationError: as `send` of a socket.
   */
  readonly send: (message: TSend, options?: RoomSendOptions) => Promise<boolean>;
  /** How many sockets are in the room, in all processes, this one included where it is. */
  readonly count: () => Promise<number>;
}

/** How a message is sent to a room. */
export interface RoomSendOptions {
  /** `false` keeps the message from those who join later: what is true for a moment alone, such as who is typing. Default: true. */
  readonly replay?: boolean;
}

/** How a connection ended: 1006 where the peer vanished, 1005 where it gave no code. */
export interface SocketClosing {
  readonly code: number;
  readonly reason: string;
}

const kSocketError = Symbol.for('typhoon.socket-error');

/**
 * Ends a connection with a code: what a handler throws to close its socket so, and what a dependency's teardown sees of a
 * connection that did not end well: the peer vanished, or broke a rule.
 *
 * @param code 1000, 1001, 1003, 1007 to 1014 or 3000 to 4999 where it is thrown; anything else closes with 1011.
 * @param reason Said to the peer, cut to 123 bytes.
 * @example throw new SocketError(4001, 'The game is over');
 */
export class SocketError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly [kSocketError] = true;

  constructor(code: number, reason = '', cause?: unknown) {
    super(`The socket was closed with ${code}${reason === '' ? '' : `: ${reason}`}.`, cause === undefined ? undefined : { cause });
    this.name = 'SocketError';
    this.code = code;
    this.reason = reason;
  }

  /** True for one of any copy of this package. */
  static is(value: unknown): value is SocketError {
    return typeof value === 'object' && value !== null && kSocketError in value;
  }
}
