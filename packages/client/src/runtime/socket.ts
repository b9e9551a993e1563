import { createInbox } from './inbox.js';
import { openStream } from './item-stream.js';
import type { StreamPosition } from './item-stream.js';
import { SocketError } from './socket-error.js';
import { findGlobalSocket } from './socket-factory.js';
import type { WebSocketLike } from './socket-factory.js';
import type { ClientSocket, MessageEncoding, SocketClosing, SocketDefinition, SocketOperation, SocketOptions } from './socket-types.js';
import type { Send, SentInit, Transport } from './transport.js';

/** The answer to a handshake. @see RFC 9110 §15.2.2 */
const OPEN = { ok: true, status: 101 } as Response;

/**
 * A channel of a generated client.
 *
 * @throws TypeError where there is no `WebSocket`, or a path lacks one of its parameters.
 * @example const chat: SocketOperation<{ room: string }, Said, Told> = socket(transport, { id: 'chat', path: '/rooms/{room}', parameters: { room: 'path' } });
 */
export const socket = <TInput, TSend, TReceive>(transport: Transport, definition: SocketDefinition): SocketOperation<TInput, TSend, TReceive> => {
  const open = (input?: unknown, options?: SocketOptions<unknown>) => openSocket(transport, definition, input, options);
  // The definition stands for the types: the generator has written both.
  return open as unknown as SocketOperation<TInput, TSend, TReceive>;
};

const openSocket = (
  transport: Transport,
  definition: SocketDefinition,
  input: unknown,
  options: SocketOptions<unknown> = {},
): ClientSocket<unknown, unknown> => {
  const { id, receive = 'json', send: encoding = 'json', protocols = [], decode = (message: unknown) => message } = definition;
  const webSocket = transport.webSocket ?? findGlobalSocket();
  const inbox = createInbox();
  const waiting: unknown[] = [];
  let ws: WebSocketLike | undefined;
  let closing: SocketClosing = { code: 1006, reason: '' };
  let isAsked = false;
  /** Resolves when the connection has ended, with the error where that was none of ours. */
  let ended: Promise<unknown>;
  let settle!: readonly [open: () => void, refuse: (error: unknown) => void];

  /** Opens a connection; resolves with nothing where that went wrong. */
  const open = (url: string, { headers, signal }: SentInit) =>
    new Promise<Response | undefined>((resolve) => {
      const current = (ws = webSocket(url.replace(/^http/, 'ws'), protocols as string[], Object.fromEntries(headers)));
      current.binaryType = 'arraybuffer';
      ended = new Promise((end) => {
        current.addEventListener('message', ({ data }: { readonly data: unknown }) => {
          try {
            inbox.push(decode(parse(data, receive)));
          } catch (error) {
            end(error);
          }
        });
        current.addEventListener('close', ({ code, reason }: SocketClosing) => {
          closing = { code, reason };
          // Neither tells of a mistake; 1005: closed without a code.
          end(isAsked || code === 1000 || code === 1005 ? undefined : new SocketError(id, code, reason));
          resolve(undefined);
        });
        signal.addEventListener('abort', () => {
          end(signal.reason);
          current.close();
        });
      });
      current.addEventListener('open', () => {
        socket.subprotocol = current.protocol;
        socket.state = 'open';
        options.onOpen?.(write);
        waiting.splice(0).forEach(write);
        settle[0]();
        resolve(OPEN);
      });
      // Not every engine closes what has never been open.
      current.addEventListener('error', () => resolve(undefined));
    });

  /**
   * A handshake is sent as calls are: with credentials, and in time. Where it was refused, which browsers tell nothing of, the same
   * request without an upgrade says why.
   */
  const connect: Send = async (url, init) => {
    const response = (await open(url, init)) ?? (await transport.fetch(url, init));
    // Upgrade Required: the handshake would have been accepted, so that something else has ended it.
    if (response.status === 426) throw new TypeError();
    return response;
  };

  /** Waits for the end of a connection. */
  // eslint-disable-next-line require-yield -- messages go straight into the inbox: nobody has to read for the next connection to be made
  async function* stay(response: Response, position: StreamPosition): AsyncGenerator<never> {
    // Also an answer that is none of WebSocket may be a success; the error has its status.
    if (response !== OPEN) throw new TypeError();
    position.failures = 0;
    const error = await ended;
    ws?.close();
    if (error) throw error as Error;
  }

  async function run(): Promise<SocketClosing> {
    const error: unknown = await items.next().then(
      () => undefined,
      (thrown: unknown) => (isAsked ? undefined : thrown),
    );
    socket.state = 'closed';
    inbox.end(error);
    settle[1](error ?? new SocketError(id, closing.code, closing.reason));
    return closing;
  }

  const write = (message: unknown) => ws?.send((encoding === 'json' ? JSON.stringify(message) : message) as string);
  const onWait = () => (socket.state = 'reconnecting');
  const { items } = openStream(transport, { ...definition, method: 'GET' }, input, { retry: 0, ...options }, stay, connect, onWait);
  const socket = {
    state: 'connecting' as ClientSocket<unknown, unknown>['state'],
    subprotocol: '',
    opened: new Promise<void>((...both) => (settle = both)),
    closed: run(),
    send: (message: unknown) => {
      if (socket.state === 'open') write(message);
      else waiting.push(message);
    },
    close: (code = 1000, reason = '') => {
      isAsked = true;
      if (socket.state === 'open') ws?.close(code, reason);
      else {
        closing = { code, reason };
        void items.return();
      }
      return socket.closed;
    },
    next: async () => (await inbox.next()).value,
    [Symbol.asyncIterator]: () => ({ next: inbox.next }),
  };
  // Who does not look at it learns of it from the loop.
  socket.opened.catch(() => undefined);
  return socket;
};

const parse = (data: unknown, receive: MessageEncoding): unknown => {
  const message = typeof data === 'string' ? data : receive === 'binary' ? new Uint8Array(data as ArrayBuffer) : new TextDecoder().decode(data as ArrayBuffer);
  return receive === 'json' ? JSON.parse(message as string) : message;
};
