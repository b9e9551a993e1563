import { toClosing } from './close-code.js';
import type { Socket, SocketClosing } from './socket.js';

/** One handler for each value of the property that tells messages apart. */
export type MessageHandlers<TReceive, TTag extends keyof TReceive> = {
  readonly [TKind in TReceive[TTag] & string]: (message: Extract<TReceive, { readonly [TKey in TTag]: TKind }>) => unknown;
};

/**
 * Hands each message to the handler of its kind, one after the other, until the socket closes. The table is complete:
 * a kind without a handler does not compile. What a handler throws ends the socket, as in a loop.
 *
 * @param tag The property that tells messages apart, a constant in each: `kind`.
 * @example
 * await dispatch(socket, 'kind', {
 *   say: ({ text }) => socket.to(room).send({ kind: 'said', by: 'Ada', text }),
 *   leave: () => socket.close(),
 * });
 */
export async function dispatch<TReceive, TTag extends keyof TReceive & string>(
  socket: AsyncIterable<TReceive>,
  tag: TTag,
  handlers: MessageHandlers<TReceive, TTag>,
): Promise<void> {
  const table = handlers as Readonly<Record<string, (message: TReceive) => unknown>>;
  for await (const message of socket) {
    const kind = String(message[tag]);
    if (Object.hasOwn(table, kind)) await table[kind]?.(message);
  }
}

/** An object for each connection, in Tornado's manner. */
export interface Connection<TReceive> {
  /** Before the first message. */
  open?(): unknown;
  message(message: TReceive): unknown;
  /** Once, however it ended: the peer has left, a method has thrown, the application closes. */
  close?(closing: SocketClosing): unknown;
}

/**
 * Serves a socket by an object: `open`, then `message` for each message, one after the other, then `close`.
 *
 * @example
 * @WebSocket('/echo', { receive: Said, send: Told })
 * run(socket: Socket<Said, Told>) { return serveConnection(socket, new Echo(socket)); }
 */
export async function serveConnection<TReceive>(
  socket: Pick<Socket<TReceive, never>, typeof Symbol.asyncIterator | 'isOpen' | 'closed'>,
  connection: Connection<TReceive>,
): Promise<void> {
  try {
    await connection.open?.();
    for await (const message of socket) await connection.message(message);
  } catch (error) {
    await connection.close?.(toClosing(error));
    throw error;
  }
  // No message will come, though the socket is open: the application closes.
  await connection.close?.(socket.isOpen ? { code: 1001, reason: '' } : await socket.closed);
}
