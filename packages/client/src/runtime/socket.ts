import { ApiError } from './api-error.js';
import { TRANSIENT, isTransient, jitter } from './backoff.js';
import { createDeadline, sleep } from './deadline.js';
import type { AuthorizedRequest } from './authorizer.js';
import { createInbox } from './inbox.js';
import { SocketError } from './socket-error.js';
import { openGlobalSocket } from './socket-factory.js';
import type { WebSocketLike } from './socket-factory.js';
import type { ClientSocket, MessageEncoding, SocketClosing, SocketDefinition, SocketOperation, SocketOptions } from './socket-types.js';
import type { Transport } from './transport.js';
import { TransportError, describeRequest } from './transport-error.js';
import type { TransportErrorKind } from './transport-error.js';

/** The server goes away, the connection broke, or it says to come again. @see RFC 6455 §7.4.1 and the registry of close codes */
const PASSING: readonly number[] = [1001, 1006, 1012, 1013, 1014, ...TRANSIENT.map((status) => 4000 + status)];

/** Neither tells of a mistake; 1005: closed without a code. */
const NORMAL: readonly number[] = [1000, 1005];

/** A connection that ended without a word. */
const LOST: SocketClosing = { code: 1006, reason: '' };

/**
 * A channel of a generated client.
 *
 * @example const chat: SocketOperation<{ room: string }, Said, Told> = socket(transport, { id: 'chat', path: '/rooms/{room}', parameters: { room: 'path' } });
 */
export function socket<TInput, TSend, TReceive>(transport: Transport, definition: SocketDefinition): SocketOperation<TInput, TSend, TReceive> {
  const open = (input?: unknown, options?: SocketOptions<unknown>) => openSocket(transport, definition, input, options);
  // The definition stands for the types: the generator has written both.
  return open as unknown as SocketOperation<TInput, TSend, TReceive>;
}

/** How one connection ended; `lost` where it was never open. */
interface Ending extends SocketClosing {
  readonly lost?: 'network' | 'timeout' | undefined;
}

function openSocket(transport: Transport, definition: SocketDefinition, input: unknown, options: SocketOptions<unknown> = {}): ClientSocket<unknown, unknown> {
  const { id, receive = 'json', send: encoding = 'json', protocols = [] } = definition;
  const { reconnect, signal, onOpen, headers: ofCall, timeout = transport.options.timeout } = options;
  const { attempts = Infinity, delay = 1000, maxDelay = 30_000 } = typeof reconnect === 'object' ? reconnect : {};
  const inbox = createInbox();
  const waiting: unknown[] = [];
  const leave = new AbortController();
  let ws: WebSocketLike | undefined;
  let isLeaving = false;
  let failures = 0;
  let open!: () => void;
  let refuse!: (error: unknown) => void;
  let close!: (closing: SocketClosing) => void;

  const socket = {
    state: 'connecting' as ClientSocket<unknown, unknown>['state'],
    subprotocol: '',
    opened: new Promise<void>((resolve, reject) => ((open = resolve), (refuse = reject))),
    closed: new Promise<SocketClosing>((resolve) => (close = resolve)),
    send: (message: unknown) => {
      if (socket.state === 'open') write(message);
      else waiting.push(message);
    },
    close: (code = 1000, reason = '') => {
      isLeaving = true;
      if (socket.state === 'open') ws?.close(code, reason);
      else finish({ code, reason });
      return socket.closed;
    },
    next: async () => (await inbox.next()).value,
    [Symbol.asyncIterator]: () => ({ next: inbox.next }),
  };

  const fail = (kind: TransportErrorKind, cause?: unknown) =>
    new TransportError(kind, describeRequest(definition, transport.address(definition, input, ofCall).url), cause);
  const write = (message: unknown) => ws?.send((encoding === 'json' ? JSON.stringify(message) : message) as string);
  const abort = () => finish(LOST, fail('aborted', signal?.reason));

  function finish({ code, reason }: SocketClosing, error?: unknown): void {
    isLeaving = true;
    socket.state = 'closed';
    signal?.removeEventListener('abort', abort);
    leave.abort();
    ws?.close();
    refuse(error ?? new SocketError(id, code, reason));
    close({ code, reason });
    inbox.end(error);
  }

  /** Opens one connection, and resolves when it has ended. */
  async function connect(): Promise<Ending> {
    const request: AuthorizedRequest = transport.address(definition, input, ofCall);
    await transport.authorize(definition, request);
    if (isLeaving) return LOST;
    const current = (transport.options.webSocket ?? openGlobalSocket)(request.url.replace(/^http/, 'ws'), [...protocols], Object.fromEntries(request.headers));
    const deadline = createDeadline(leave.signal, timeout);
    ws = current;
    current.binaryType = 'arraybuffer';
    return new Promise((resolve) => {
      let lost: Ending['lost'] = 'network';
      const end = ({ code, reason }: SocketClosing) => {
        deadline.clear();
        resolve({ code, reason, lost });
      };
      current.addEventListener('open', () => {
        lost = undefined;
        deadline.clear();
        welcome(current);
      });
      current.addEventListener('message', ({ data }: { readonly data: unknown }) => receiveMessage(data));
      current.addEventListener('close', end);
      // Not every engine closes what has never been open.
      current.addEventListener('error', () => lost && end(LOST));
      deadline.signal.addEventListener('abort', () => {
        if (!lost) return;
        lost = 'timeout';
        end(LOST);
        current.close();
      });
    });
  }

  function welcome({ protocol }: WebSocketLike): void {
    socket.subprotocol = protocol;
    socket.state = 'open';
    failures = 0;
    onOpen?.(write);
    waiting.splice(0).forEach(write);
    open();
  }

  function receiveMessage(data: unknown): void {
    try {
      inbox.push(decode(data, receive));
    } catch (error) {
      finish(LOST, fail('undecodable', error));
    }
  }

  /** A browser tells nothing of a refusal; the same request without an upgrade does. A server that would have accepted it says 426. */
  async function findRefusal(): Promise<unknown> {
    const call = { headers: ofCall, signal: leave.signal, timeout, retry: 0 };
    try {
      await transport.send({ ...definition, method: 'GET' }, input, call, ({ body }) => body?.cancel());
    } catch (error) {
      if (!ApiError.is(error) || error.status !== 426) return error;
    }
    return fail('network');
  }

  async function run(): Promise<void> {
    for (;;) {
      const { code, reason, lost } = await connect();
      let error: unknown;
      if (lost && !isLeaving) error = lost === 'timeout' ? fail(lost) : await findRefusal();
      else if (!NORMAL.includes(code)) error = new SocketError(id, code, reason);
      const isPassing = isTransient(error) || (!lost && PASSING.includes(code));
      if (isLeaving || !reconnect || !isPassing || failures >= attempts) {
        finish({ code, reason }, isLeaving ? undefined : error);
        return;
      }
      socket.state = 'reconnecting';
      await sleep(jitter(failures++, delay, maxDelay), leave.signal);
    }
  }

  // Who does not look at it learns of it from the loop.
  socket.opened.catch(() => undefined);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  else run().catch((error: unknown) => finish(LOST, error));
  return socket;
}

function decode(data: unknown, receive: MessageEncoding): unknown {
  const isText = typeof data === 'string';
  if (receive === 'binary') return isText ? data : new Uint8Array(data as ArrayBuffer);
  const text = isText ? data : new TextDecoder().decode(data as ArrayBuffer);
  return receive === 'text' ? text : JSON.parse(text);
}
