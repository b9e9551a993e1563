import { ApiError } from './api-error.js';
import { jitter } from './backoff.js';
import { createDeadline, sleep } from './deadline.js';
import { createInbox } from './inbox.js';
import { describeRequest } from './sent-request.js';
import { SocketError } from './socket-error.js';
import { openGlobalSocket } from './socket-factory.js';
import type { WebSocketLike } from './socket-factory.js';
import type { ClientSocket, MessageEncoding, SocketClosing, SocketDefinition, SocketOperation, SocketOptions } from './socket-types.js';
import { TRANSIENT, isTransient } from './transient.js';
import type { Transport } from './transport.js';
import { TransportError } from './transport-error.js';

/** The server goes away, the connection broke, or it says to come again. @see RFC 6455 §7.4.1 and the registry of close codes */
const PASSING: readonly number[] = [1001, 1006, 1012, 1013, 1014, ...TRANSIENT.map((status) => 4000 + status)];

const NORMAL: SocketClosing = { code: 1000, reason: '' };
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

/** How one connection ended. */
interface Ending {
  readonly closing: SocketClosing;
  readonly wasOpen: boolean;
  /** True where it did not open in time. */
  readonly isLate?: boolean;
}

function openSocket(transport: Transport, definition: SocketDefinition, input: unknown, options: SocketOptions<unknown> = {}): ClientSocket<unknown, unknown> {
  const { id, receive = 'json', send: encoding = 'json', protocols = [] } = definition;
  const { reconnect = false, signal, onOpen, headers: ofCall, timeout = transport.options.timeout } = options;
  const { attempts = Infinity, delay = 1000, maxDelay = 30_000 } = typeof reconnect === 'object' ? reconnect : {};
  const open = transport.options.webSocket ?? openGlobalSocket;
  const inbox = createInbox();
  const waiting: unknown[] = [];
  const leave = new AbortController();
  let state: ClientSocket<unknown, unknown>['state'] = 'connecting';
  let ws: WebSocketLike | undefined;
  let isLeaving = false;
  let failures = 0;
  let settle!: { open: () => void; refuse: (error: unknown) => void; close: (closing: SocketClosing) => void };
  const closed = new Promise<SocketClosing>((close) => (settle = { ...settle, close }));
  const opened = new Promise<void>((resolve, refuse) => (settle = { ...settle, open: resolve, refuse }));
  // Who does not look at it learns of it from the loop.
  opened.catch(() => undefined);

  const fail = (kind: TransportError['kind'], text: string, cause?: unknown) =>
    new TransportError(kind, describeRequest(definition, transport.address(definition, input, ofCall).url), text, { cause });
  const write = (message: unknown) => ws?.send((encoding === 'json' ? JSON.stringify(message) : message) as string);
  const abort = () => finish(LOST, fail('aborted', 'the call was aborted.', signal?.reason));

  function finish(closing: SocketClosing, error?: unknown): void {
    if (state === 'closed') return;
    state = 'closed';
    signal?.removeEventListener('abort', abort);
    leave.abort();
    ws?.close();
    settle.refuse(error ?? new SocketError(id, closing.code, closing.reason));
    settle.close(closing);
    inbox.end(error);
  }

  /** Opens one connection, and resolves when it has ended. */
  async function connect(): Promise<Ending> {
    const { url, headers } = transport.address(definition, input, ofCall);
    const request = { url, headers };
    await transport.authorize(definition, request);
    if (isLeaving || state === 'closed') return { closing: NORMAL, wasOpen: false };
    const deadline = createDeadline(leave.signal, timeout);
    const current = open(request.url.replace(/^http/, 'ws'), [...protocols], Object.fromEntries(headers));
    ws = current;
    current.binaryType = 'arraybuffer';
    let wasOpen = false;
    const closing = await new Promise<SocketClosing>((resolve) => {
      current.addEventListener('open', () => {
        wasOpen = true;
        deadline.clear();
        welcome(current);
      });
      current.addEventListener('message', ({ data }: { readonly data: unknown }) => read(data));
      current.addEventListener('close', ({ code, reason }: SocketClosing) => resolve({ code, reason }));
      // Not every engine closes what has never been open.
      current.addEventListener('error', () => wasOpen || resolve(LOST));
      deadline.signal.addEventListener('abort', () => wasOpen || resolve(LOST));
    });
    deadline.clear();
    if (!wasOpen) current.close();
    return { closing, wasOpen, isLate: deadline.signal.aborted };
  }

  function welcome({ protocol }: WebSocketLike): void {
    socket.subprotocol = protocol;
    state = 'open';
    failures = 0;
    onOpen?.(write);
    for (const message of waiting.splice(0)) write(message);
    settle.open();
  }

  function read(data: unknown): void {
    try {
      inbox.push(decode(data, receive));
    } catch (error) {
      finish(LOST, fail('undecodable', 'a message is no JSON.', error));
    }
  }

  /** A browser tells nothing of a refusal; the same request without an upgrade does. A server that would have accepted it says 426. */
  async function findRefusal(): Promise<unknown> {
    const probe = { ...definition, method: 'GET' };
    const call = { headers: ofCall, signal: leave.signal, timeout, retry: false } as const;
    const error: unknown = await transport.send(probe, input, call, ({ body }) => body?.cancel()).catch((refusal: unknown) => refusal);
    return error === undefined || (ApiError.is(error) && error.status === 426) ? undefined : error;
  }

  /** What a connection failed with, and whether the next may do better. */
  async function explain({ closing, wasOpen, isLate }: Ending): Promise<readonly [error: unknown, isPassing: boolean]> {
    if (wasOpen) return isNormal(closing) ? [undefined, false] : [new SocketError(id, closing.code, closing.reason), PASSING.includes(closing.code)];
    if (isLate === true) return [fail('timeout', 'the socket did not open in time.'), true];
    const error = (await findRefusal()) ?? fail('network', 'the socket could not be opened.');
    return [error, isTransient(error)];
  }

  async function run(): Promise<void> {
    for (;;) {
      const ending = await connect();
      if (isLeaving) return finish(ending.closing);
      const [error, isPassing] = await explain(ending);
      if (isLeaving) return finish(NORMAL);
      if (!isPassing || reconnect === false || failures >= attempts) return finish(ending.closing, error);
      state = 'reconnecting';
      await sleep(jitter(failures++, delay, maxDelay), leave.signal);
    }
  }

  const socket = {
    subprotocol: '',
    opened,
    closed,
    get state() {
      return state;
    },
    send: (message: unknown) => {
      if (state === 'open') write(message);
      else if (state !== 'closed') waiting.push(message);
    },
    close: (code = 1000, reason = '') => {
      isLeaving = true;
      if (state === 'open') ws?.close(code, reason);
      else finish({ code, reason });
      return closed;
    },
    next: async () => (await inbox.next()).value,
    [Symbol.asyncIterator]: () => ({ next: inbox.next }),
  };
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  else run().catch((error: unknown) => finish(LOST, isLeaving ? undefined : error));
  return socket;
}

/** 1005: closed without a code. */
function isNormal({ code }: SocketClosing): boolean {
  return code === 1000 || code === 1005;
}

function decode(data: unknown, receive: MessageEncoding): unknown {
  const isText = typeof data === 'string';
  if (receive === 'binary') return isText ? data : new Uint8Array(data as ArrayBuffer);
  const text = isText ? data : new TextDecoder().decode(data as ArrayBuffer);
  return receive === 'text' ? text : JSON.parse(text);
}
