import type { Application } from '@typhoon/core';
import { CookieJar } from './cookie-jar.js';
import type { SetCookie } from './cookie-jar.js';
import { encodePairs } from './pairs.js';
import type { RequestOptions } from './request-options.js';
import { openSocket } from './test-socket.js';
import type { AnySocket, SocketRequestOptions, TestSocket } from './test-socket.js';
import { TestStream } from './test-stream.js';

/** Type of `app.override`, so that the client's takes the same arguments. */
type Override = Application['override'];

/** An answer, read in whole. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** What the answer sets; `client.browser()` keeps them. */
  readonly cookies: readonly SetCookie[];
  /** The body as JSON. @throws SyntaxError where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asserts on it: naming its type is left to those who want to
  json<TBody = any>(): TBody;
}

/**
 * Talks to an application in memory: no port, no network, the same routes, hooks and errors.
 *
 * @example
 * const client = await createInMemoryClient(app);
 * client.override(currentUser, () => ada);
 * const response = await client.post('/items', { json: { name: 'Pen' } });
 * await client.close();
 */
export class InMemoryClient {
  readonly app: Application;
  readonly #restores: (() => void)[] = [];
  readonly #jar: CookieJar | undefined;

  constructor(app: Application, jar?: CookieJar) {
    this.app = app;
    this.#jar = jar;
  }

  /**
   * A client of the same application that keeps the cookies it is sent, and sends them back: who signs in stays so. Each has
   * cookies of its own; the one it is made of keeps none.
   *
   * @example
   * const ada = client.browser();
   * await ada.post('/sign-in', { form: { name: 'ada', password } });
   * t.equal((await ada.get('/me')).status, 200);
   */
  browser(): InMemoryClient {
    return new InMemoryClient(this.app, new CookieJar());
  }

  async get(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('GET', path, options);
  }

  async post(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('POST', path, options);
  }

  async put(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('PUT', path, options);
  }

  async patch(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('PATCH', path, options);
  }

  async delete(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('DELETE', path, options);
  }

  /** No body comes back. */
  async head(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('HEAD', path, options);
  }

  async options(path: string, options?: RequestOptions): Promise<TestResponse> {
    return this.request('OPTIONS', path, options);
  }

  /** Any method. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<TestResponse> {
    const response = await this.app.inject(await toInjection(method, path, this.#withCookies(path, options)));
    this.#jar?.keep(response.cookies);
    return {
      status: response.statusCode,
      headers: response.headers as TestResponse['headers'],
      text: response.payload,
      bytes: response.rawPayload,
      cookies: response.cookies,
      json: () => response.json(),
    };
  }

  /**
   * Any method, for an answer that is read while it comes: resolves when its headers are there.
   *
   * @example
   * const stream = await client.stream('GET', '/ticks');
   * for await (const { data } of stream.events(Tick)) if (data.number === 3) break;
   */
  async stream(method: string, path: string, options: RequestOptions = {}): Promise<TestStream> {
    const leave = new AbortController();
    const injection = await toInjection(method, path, this.#withCookies(path, options));
    const response = await this.app.inject({ ...injection, payloadAsStream: true, signal: leave.signal });
    this.#jar?.keep(response.cookies);
    return new TestStream({ status: response.statusCode, headers: response.headers as TestResponse['headers'] }, response.stream(), leave);
  }

  /**
   * Opens a WebSocket, typed by the handler's: what its socket receives is sent, what it sends is received, as JSON has it.
   *
   * @throws SocketRefusedError with the answer of a server that refuses.
   * @example const socket = await client.socket<Socket<Said, Told>>('/rooms/blue', { bearer: token });
   */
  async socket<TSocket extends AnySocket = AnySocket>(path: string, options?: SocketRequestOptions): Promise<TestSocket<TSocket>> {
    return openSocket<TSocket>(this.app, path, this.#withCookies(path, options ?? {}));
  }

  /** Those that a request names itself win. */
  #withCookies<TOptions extends Pick<RequestOptions, 'cookies'>>(path: string, options: TOptions): TOptions {
    return this.#jar === undefined ? options : { ...options, cookies: { ...this.#jar.read(path), ...options.cookies } };
  }

  /** Replaces a dependency until `restore()` or `close()`. */
  override: Override = (target, replacement) => {
    const restore = this.app.override(target, replacement);
    this.#restores.push(restore);
    return restore;
  };

  /** Puts back everything that was overridden, the last first. */
  restore(): void {
    for (const restore of this.#restores.splice(0).reverse()) restore();
  }

  /** Resolves when no background work is running: waits for the work itself, not for a clock. */
  async backgroundIdle(): Promise<void> {
    await this.app.backgroundIdle();
  }

  /** Puts back what was overridden and closes the application. */
  async close(): Promise<void> {
    this.restore();
    await this.app.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Starts the application and returns a client for it. Overrides of singletons must be made before: with `app.override`. */
export async function createInMemoryClient(app: Application): Promise<InMemoryClient> {
  await app.ready();
  return new InMemoryClient(app);
}

type InjectOptions = Exclude<Parameters<Application['inject']>[0], string>;

async function toInjection(method: string, path: string, options: RequestOptions): Promise<InjectOptions> {
  const { payload, contentType } = await payloadOf(options);
  return {
    method: method as 'GET',
    url: path,
    headers: {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(options.bearer === undefined ? {} : { authorization: `Bearer ${options.bearer}` }),
      ...options.headers,
    },
    ...(options.query === undefined ? {} : { query: encodePairs(options.query) }),
    ...(options.cookies === undefined ? {} : { cookies: { ...options.cookies } }),
    ...(payload === undefined ? {} : { payload }),
  };
}

interface Payload {
  readonly payload?: string | Buffer;
  readonly contentType?: string;
}

async function payloadOf(options: RequestOptions): Promise<Payload> {
  if (options.json !== undefined) return { payload: JSON.stringify(options.json), contentType: 'application/json' };
  if (options.form instanceof FormData) return multipartOf(options.form);
  if (options.form !== undefined) return { payload: encodePairs(options.form), contentType: 'application/x-www-form-urlencoded' };
  if (options.body === undefined) return {};
  return { payload: typeof options.body === 'string' ? options.body : Buffer.from(options.body) };
}

/** With a boundary of its own. @see https://fetch.spec.whatwg.org/#bodyinit */
async function multipartOf(form: FormData): Promise<Payload> {
  const response = new Response(form);
  return { payload: Buffer.from(await response.arrayBuffer()), contentType: response.headers.get('content-type') ?? 'multipart/form-data' };
}
