import type { Authorize } from './authorization.js';
import type { ClientOptions } from './client-options.js';

/** `fetch`, or what takes its place. */
export type Send = (url: string, init: SentInit) => Promise<Response>;

/** What a request is sent with: always with headers and a signal. */
export interface SentInit extends RequestInit {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** What the operations of one client share: made by `createTransport`, handed to `operation` and its like. */
export interface Transport {
  readonly options: ClientOptions;
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  /** The client's, with its `credentials`. */
  readonly fetch: Send;
  readonly authorize: Authorize;
}
