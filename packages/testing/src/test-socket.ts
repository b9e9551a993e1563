import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Application } from '@typhoon/core';
import type { Socket, SocketClosing } from '@typhoon/websocket';
import type { WebSocket } from 'ws';
import { connectInMemory } from './in-memory-socket.js';
import { encodePairs } from './pairs.js';
import type { RequestOptions } from './request-options.js';

/** The type of a handler's socket. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any of them
export type AnySocket = Socket<any, any, any>;

/** What the test sends: what the handler's socket receives. */
export type SentByTest<TSocket> = TSocket extends Socket<infer TReceive, never, unknown> ? TReceive : never;

/** What the test receives: what the handler's socket sends. */
export type ReceivedByTest<TSocket> = TSocket extends { readonly send: (message: infer TSend) => unknown } ? TSend : never;

/** What the request that asks for a socket may carry. */
export interface SocketRequestOptions extends Pick<RequestOptions, 'query' | 'headers' | 'cookies' | 'bearer'> {
  /** Subprotocols to offer. */
  readonly protocols?: readonly string[];
}

/** The server answered with a status instead of a socket. */
export class SocketRefusedError extends Error {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;

  constructor(status: number, headers: IncomingMessage['headers'], text: string) {
    super(`The socket was refused with status ${status}.`);
    this.name = 'SocketRefusedError';
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  /** The body as JSON. @throws SyntaxError where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asserts on it: naming its type is left to those who want to
  json<TBody = any>(): TBody {
    return JSON.parse(this.text) as TBody;
  }
}

/**
 * The client's end of a WebSocket in memory. Objects travel as JSON, texts and bytes as they are where `sendRaw` sends them.
 *
 * @example
 * const socket = await client.socket<Socket<Said, Told>>('/rooms/blue');
 * socket.send({ text: 'Hello' });
 * t.strictSame(await socket.next(), { kind: 'said', by: 'Ada', text: 'Hello' });
 */
export class TestSocket<TSocket extends AnySocket = AnySocket> implements AsyncIterable<ReceivedByTest<TSocket>> {
  /** How it ended; never rejects. */
  readonly closed: Promise<SocketClosing>;
  readonly #ws: WebSocket;
  readonly #messages: unknown[] = [];
  readonly #readers: ((result: IteratorResult<unknown, undefined>) => void)[] = [];
  #isEnded = false;

  /** @param ws A `WebSocket` of `ws`. Its type is not named here: whoever reads these declarations need not have it. */
  constructor(ws: EventEmitter) {
    this.#ws = ws as WebSocket;
    ws.on('message', (data: Buffer, isBinary: boolean) => this.#push(isBinary ? new Uint8Array(data) : parse(data.toString())));
    this.closed = new Promise((resolve) => {
      ws.on('close', (code: number, reason: Buffer) => {
        this.#isEnded = true;
        for (const reader of this.#readers.splice(0)) reader({ done: true, value: undefined });
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  /** The subprotocol that was agreed on. */
  get subprotocol(): string {
    return this.#ws.protocol;
  }

  /** Sends a message, bytes as bytes and everything else as JSON. */
  send(message: SentByTest<TSocket>): void {
    const data: unknown = message;
    this.#ws.send(data instanceof Uint8Array ? data : JSON.stringify(data));
  }

  /** Sends what no handler expects: a text as it is. */
  sendRaw(data: string | Uint8Array): void {
    this.#ws.send(data);
  }

  /** The next message; undefined when the socket has closed. */
  async next(): Promise<ReceivedByTest<TSocket> | undefined> {
    return (await this.#read()).value as ReceivedByTest<TSocket> | undefined;
  }

  [Symbol.asyncIterator](): AsyncIterator<ReceivedByTest<TSocket>, undefined> {
    return { next: async () => (await this.#read()) as IteratorResult<ReceivedByTest<TSocket>, undefined> };
  }

  /** Closes, and resolves when the server has answered. */
  async close(code = 1000, reason = ''): Promise<SocketClosing> {
    this.#ws.close(code, reason);
    return this.closed;
  }

  /** Vanishes without a word, as a peer does whose network is gone. */
  terminate(): void {
    this.#ws.terminate();
  }

  async #read(): Promise<IteratorResult<unknown, undefined>> {
    if (this.#messages.length > 0) return { done: false, value: this.#messages.shift() };
    if (this.#isEnded) return { done: true, value: undefined };
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  #push(message: unknown): void {
    const reader = this.#readers.shift();
    if (reader === undefined) this.#messages.push(message);
    else reader({ done: false, value: message });
  }
}

/** Opens a socket of an application that is ready. */
export async function openSocket<TSocket extends AnySocket>(app: Application, path: string, options: SocketRequestOptions = {}): Promise<TestSocket<TSocket>> {
  const query = options.query === undefined ? '' : `${path.includes('?') ? '&' : '?'}${encodePairs(options.query)}`;
  const { ws, connection } = connectInMemory(app, `${path}${query}`, options.protocols ?? [], headersOf(options));
  const socket = new TestSocket<TSocket>(ws);
  const refused = new Promise<never>((_resolve, reject) => {
    ws.on('unexpected-response', (_request: unknown, response: IncomingMessage) => {
      void readText(response).then((text) => {
        connection.destroy();
        reject(new SocketRefusedError(response.statusCode ?? 0, response.headers, text));
      });
    });
  });
  await Promise.race([once(ws, 'open'), refused]);
  // What goes wrong later ends in `closed`.
  ws.on('error', () => undefined);
  return socket;
}

function headersOf({ headers, cookies, bearer }: SocketRequestOptions): Record<string, string> {
  const pairs = Object.entries(cookies ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return {
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(pairs.length === 0 ? {} : { cookie: pairs.join('; ') }),
    ...headers,
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
