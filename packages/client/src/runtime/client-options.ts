import type { RetryOptions } from './call-options.js';
import type { SocketFactory } from './socket-factory.js';

/** What `createClient` of a generated client takes. */
export interface ClientOptions<TAuth extends object = object> {
  /** Where the paths begin: `https://api.example/v1`, without query or fragment. In browsers '/' is enough, and '' is the page's origin. Default: the document's first server. */
  readonly baseUrl?: string | URL | undefined;
  /** By the document's security schemes. Sent to the origin of `baseUrl` alone, and to operations that declare the scheme. */
  readonly auth?: TAuth | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds until an answer is read. 0: as long as it takes. Default: 60_000. */
  readonly timeout?: number | undefined;
  /** For idempotent methods (GET, HEAD, OPTIONS, TRACE, PUT, DELETE), and with an `Idempotency-Key`. Default: `{ count: 2 }`. */
  readonly retry?: RetryOptions | number | false | undefined;
  /** Around each call, the first outermost; retries and credentials are inside. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Default: the global one. Called for each try, with credentials. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Opens sockets. Default: the global `WebSocket`; Node 20 has none: `(url, protocols, headers) => new WebSocket(url, protocols, { headers })` of `ws`. */
  readonly webSocket?: SocketFactory | undefined;
  /** Whether cookies of other origins go along, in browsers. Default: 'same-origin'. */
  readonly credentials?: 'omit' | 'same-origin' | 'include' | undefined;
}

/**
 * Sees every call, and may change what is sent and what comes back.
 *
 * @example
 * const timed: Middleware = async (request, next) => {
 *   const started = performance.now();
 *   const response = await next(request);
 *   console.log(request.operation, response.status, performance.now() - started);
 *   return response;
 * };
 */
export type Middleware = (request: ClientRequest, next: (request: ClientRequest) => Promise<Response>) => Promise<Response>;

/** A request before credentials are added. */
export interface ClientRequest {
  /** Which operation: `items.read`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** May be changed. */
  readonly headers: Headers;
  readonly body: RequestInit['body'];
  readonly signal: AbortSignal;
}
