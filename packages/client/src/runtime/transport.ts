import type { CallOptions } from './call-options.js';
import type { ClientOptions } from './client-options.js';
import type { OperationDefinition } from './operation-definition.js';
import type { SentRequest } from './sent-request.js';

/** `fetch`, or what takes its place. */
export type Send = (url: string, init: SentInit) => Promise<Response>;

/** What a request is sent with: always with headers and a signal. */
export interface SentInit extends RequestInit {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** What carries the operations of one client: made by `createTransport`, handed to `operation` and its like. */
export interface Transport {
  readonly webSocket: ClientOptions['webSocket'];
  /** The client's, with its `credentials`. */
  readonly fetch: Send;
  /**
   * Sends, and resolves with what `read` makes of a success. The deadline of the call counts until then.
   * What takes the place of `fetch` takes that of the middleware, too.
   *
   * @throws ApiError, TransportError
   */
  readonly send: <TResult>(
    definition: OperationDefinition,
    input: unknown,
    options: CallOptions | undefined,
    read: (response: Response) => TResult | Promise<TResult>,
    connect?: Send,
  ) => Promise<TResult>;
  /** Where a request goes, without credentials, and what errors tell of it. */
  readonly address: (
    definition: Pick<OperationDefinition, 'id' | 'method' | 'path' | 'parameters'>,
    input: unknown,
    headers?: CallOptions['headers'],
  ) => { readonly url: string; readonly headers: Headers; readonly sent: SentRequest };
}
