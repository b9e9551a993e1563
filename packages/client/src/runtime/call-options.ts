/** Second argument of every operation. */
export interface CallOptions {
  /** Ends the call: it fails with kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Sent as well; they win over those of the client and of the operation. `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds until the answer is read, retries included; of a stream, until it begins. 0: as long as it takes. Default: the client's, 60_000. */
  readonly timeout?: number | undefined;
  /** How often it is tried again, whatever the method; `false` for never. Default: the client's, for idempotent methods only. */
  readonly retry?: RetryOptions | number | false | undefined;
}

/** When a request is repeated. Default: no answer, or 408, 429, 502, 503 or 504. */
export interface RetryOptions {
  /** Tries after the first. Default: 2. */
  readonly count?: number;
  /** Milliseconds: the n-th wait is random between 0 and `delay * 2 ** n`, unless the server names its time by `Retry-After`. Default: 300. */
  readonly delay?: number;
  /** Longest wait in milliseconds. A server that asks for more is not asked again. Default: 20_000. */
  readonly maxDelay?: number;
  readonly statuses?: readonly number[];
}

/** Second argument of operations that answer with a stream of events. */
export interface StreamOptions extends CallOptions {
  /** Whether, and how, the stream is taken up again with `Last-Event-ID`. Default: true for GET, false otherwise. */
  readonly reconnect?: ReconnectOptions | boolean | undefined;
  /** The id to begin after, of an earlier reading. */
  readonly lastEventId?: string | undefined;
}

/** How a lost connection is made again. */
export interface ReconnectOptions {
  /** Attempts without success before it is given up. Default: Infinity. */
  readonly attempts?: number;
  /** Milliseconds: the n-th wait is random between 0 and `delay * 2 ** n`; of a stream the server's `retry` wins. Default: 1_000. */
  readonly delay?: number;
  /** Longest wait in milliseconds. Default: 30_000. */
  readonly maxDelay?: number;
  /** Of streams: also when the server has ended it properly. Default: where the last event had an id. */
  readonly afterEnd?: boolean;
}
