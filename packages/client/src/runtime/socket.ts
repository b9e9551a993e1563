import { ApiError } from './api-error.js';
import { isTransient, toReconnectPolicy, toWait } from './backoff.js';
import { joinSignals, sleep } from './deadline.js';
import { createInbox } from './inbox.js';
import { SocketError } from './socket-error.js';
import { findGlobalSocket } from './socket-factory.js';
import type { WebSocketLike } from './socket-factory.js';
import type { ClientSocket, MessageEncoding, SocketClosing, SocketDefinition, SocketOperation, SocketOptions } from './socket-types.js';
import type { Handshake, Transport } from './transport.js';
import { describeRequest, toTransportError } from './transport-error.js';

/**
 * A channel of a generated client.
 *
 * @throws TypeError where there is no `WebSocket`, or a path lacks one of its parameters.
 * @example const chat: SocketOperation<{ room: string }, Said, Told> = socket(transport, { id: 'chat', path: '/rooms/{room}', parameters: { room: 'path' } });
 */
export function socket<TInput, TSend, TReceive>(transport: Transport, definition: SocketDefinition): SocketOperation<TInput, TSend, TReceive> {
  const open = (input?: unknown, options?: SocketOptions<unknown>) => openSocket(transport, definition, input, options);
  // The definition stands for the types: the generator has written both.
  return open as unknown as SocketOperation<TInput, TSend, TReceive>;
}

function openSocket(transport: Transport, definition: SocketDefinition, input: unknown, options: SocketOptions<unknown> = {}): ClientSocket<unknown, unknown> {
  const { id, receive, send: encoding = 'json', protocols = [], decode = (message: unknown) => message } = definition;
  const { url } = transport.address(definition, input, options.headers);
  const webSocket = transport.webSocket ?? findGlobalSocket();
  const policy = toReconnectPolicy(options.reconnect);
  const inbox = createInbox();
  const waiting: unknown[] = [];
  const leave = new AbortController();
  const signal = joinSignals(options.signal, leave);
  let ws: WebSocketLike | undefined;
  let ended!: Promise<SocketClosing>;
  let asked: SocketClosing | undefined;
  let failures = 0;
  let settle!: readonly [open: () => void, refuse: (error: unknown) => void];

  const socket = {
    state: 'connecting' as ClientSocket<unknown, unknown>['state'],
    subprotocol: '',
    opened: new Promise<void>((...both) => (settle = both)),
    closed: Promise.resolve().then(run),
    send: (message: unknown) => {
      if (socket.state === 'open') write(message);
      else waiting.push(message);
    },
    close: (code = 1000, reason = '') => {
      asked = { code, reason };
      if (socket.state === 'open') ws?.close(code, reason);
      else leave.abort();
      return socket.closed;
    },
    next: async () => (await inbox.next()).value,
    [Symbol.asyncIterator]: () => ({ next: inbox.next }),
  };
  const write = (message: unknown) => ws?.send((encoding === 'json' ? JSON.stringify(message) : message) as string);

  function welcome({ protocol }: WebSocketLike): void {
    socket.subprotocol = protocol;
    socket.state = 'open';
    failures = 0;
    options.onOpen?.(write);
    waiting.splice(0).forEach(write);
    settle[0]();
  }

  /** Opens a connection, and tells whether that went well. */
  async function open(url: string, { headers, signal: late }: Parameters<Handshake>[1]): Promise<boolean> {
    const current = (ws = webSocket(url.replace(/^http/, 'ws'), protocols as string[], Object.fromEntries(headers)));
    const on = current.addEventListener.bind(current);
    current.binaryType = 'arraybuffer';
    ended = new Promise((resolve, reject) => {
      on('message', ({ data }: { readonly data: unknown }) => {
        try {
          inbox.push(decode(parse(data, receive)));
        } catch (error) {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what the parser has thrown
          reject(error);
        }
      });
      on('close', resolve);
      late.addEventListener('abort', () => reject(late.reason as Error));
    });
    ended.catch(() => undefined);
    return new Promise((resolve) => {
      on('open', () => {
        resolve(true);
        welcome(current);
      });
      on('close', () => resolve(false));
      // Not every engine closes what has never been open.
      on('error', () => resolve(false));
    });
  }

  /**
   * Makes one connection, and resolves when it has ended. The handshake is sent as calls are: with credentials, in time, and where it is
   * refused, which browsers tell nothing of, the same request without an upgrade says why. A server that would have accepted it says 426.
   */
  async function connect(): Promise<SocketClosing> {
    try {
      await transport.send({ ...definition, method: 'GET' }, input, { ...options, signal, retry: 0 }, isOpen, open);
      const { code, reason } = await ended;
      return { code, reason };
    } catch (error) {
      const isAccepted = ApiError.is(error) && error.status === 426;
      throw toTransportError(isAccepted ? undefined : error, describeRequest(definition, url), signal, options.signal);
    } finally {
      ws?.close();
    }
  }

  /** Makes connections until one ends for good. */
  async function run(): Promise<SocketClosing> {
    let closing: SocketClosing;
    let error: unknown;
    for (;;) {
      try {
        closing = await connect();
        // Neither tells of a mistake; 1005: closed without a code.
        error = closing.code === 1000 || closing.code === 1005 ? undefined : new SocketError(id, closing.code, closing.reason);
      } catch (thrown) {
        closing = asked ?? { code: 1006, reason: '' };
        error = thrown;
      }
      if (asked || failures >= policy.attempts || !isTransient(error)) break;
      socket.state = 'reconnecting';
      await sleep(toWait(failures++, policy), signal);
    }
    if (asked) error = undefined;
    socket.state = 'closed';
    inbox.end(error);
    settle[1](error ?? new SocketError(id, closing.code, closing.reason));
    return closing;
  }

  // Who does not look at it learns of it from the loop.
  socket.opened.catch(() => undefined);
  return socket;
}

/** Also an answer that is none of WebSocket may be a success; the error has its status. */
function isOpen({ status }: Response): void {
  if (status !== 101) throw new TypeError();
}

function parse(data: unknown, receive: MessageEncoding = 'json'): unknown {
  const isText = typeof data === 'string';
  if (receive === 'binary') return isText ? data : new Uint8Array(data as ArrayBuffer);
  const text = isText ? data : new TextDecoder().decode(data as ArrayBuffer);
  return receive === 'text' ? text : JSON.parse(text);
}
