import { Readable } from 'node:stream';
import type { Application } from '@typhoon/core';
import { connectInMemory } from './in-memory-socket.js';

/** What a generated client is given to talk to an application in memory. */
export interface InMemoryTransport {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly webSocket: (url: string, protocols: string[], headers: Readonly<Record<string, string>>) => InMemoryWebSocket;
}

/** What is used of a `WebSocket`. */
export interface InMemoryWebSocket {
  binaryType: string;
  readonly protocol: string;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: never) => void): void;
}

const BASE = 'http://localhost';
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * The client that was generated for an application, with no port and no network: calls, streams and sockets, typed as
 * users of the client have them.
 *
 * @param createClient That of the generated client.
 * @param options What it takes otherwise: `auth`, `headers`, …
 * @example
 * const api = await createTestClient(app, createClient, { auth: { Bearer: token } });
 * t.strictSame(await api.items.read({ id: 3 }), { id: 3, name: 'Pen' });
 */
export async function createTestClient<TOptions extends object, TClient>(
  app: Application,
  createClient: (options: TOptions) => TClient,
  options?: TOptions,
): Promise<TClient> {
  await app.ready();
  const transport: InMemoryTransport = {
    baseUrl: BASE,
    fetch: (url, init) => fetchInMemory(app, new Request(url, init)),
    webSocket: (url, protocols, headers) => connectInMemory(app, pathOf(url), protocols, headers).ws as InMemoryWebSocket,
  };
  return createClient({ ...options, ...transport } as unknown as TOptions);
}

async function fetchInMemory(app: Application, request: Request): Promise<Response> {
  const { method, signal, redirect } = request;
  const payload = request.body === null ? {} : { payload: Buffer.from(await request.clone().arrayBuffer()) };
  const headers = Object.fromEntries(request.headers);
  // Its types know the methods that have a name.
  const leave = new AbortController();
  signal.throwIfAborted();
  const injection = { method: method as 'GET', url: pathOf(request.url), headers, ...payload, signal: leave.signal, payloadAsStream: true } as const;
  const answer = await beforeAbort(app.inject(injection), signal);
  // What it fails with is told to those who read it.
  answer.stream().on('error', () => undefined);
  signal.addEventListener('abort', () => leave.abort());
  if (signal.aborted) leave.abort();
  const { location } = answer.headers;
  if (redirect === 'follow' && REDIRECTS.includes(answer.statusCode) && typeof location === 'string') {
    answer.stream().resume();
    return fetchInMemory(app, toRedirected(request, new URL(location, request.url), answer.statusCode));
  }
  const body = WITHOUT_BODY.includes(answer.statusCode) || method === 'HEAD' ? null : toWeb(answer.stream());
  return new Response(body, { status: answer.statusCode, headers: toHeaders(answer.headers) });
}

/** Rejects as soon as the signal aborts. */
async function beforeAbort<TValue>(promise: Promise<TValue>, signal: AbortSignal): Promise<TValue> {
  const aborted = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  return Promise.race([promise, aborted]);
}

/** @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
function toRedirected(request: Request, url: URL, status: number): Request {
  const { headers, signal, method } = request;
  const becomesGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  return becomesGet ? new Request(url, { headers: withoutContent(headers), signal }) : new Request(url, request);
}

function withoutContent(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => !name.startsWith('content-'));
}

function toHeaders(headers: Readonly<Record<string, string | string[] | number | undefined>>): Headers {
  const all = new Headers();
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) if (value !== undefined) all.append(name, String(value));
  }
  return all;
}

function toWeb(stream: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
