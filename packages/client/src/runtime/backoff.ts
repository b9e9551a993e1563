import type { ReconnectOptions, RetryOptions } from './call-options.js';

/**
 * Statuses of servers that may answer otherwise soon; and close codes: the server goes away, the connection broke, or it says to come again.
 *
 * @see RFC 6455 §7.4.1 and the registry of close codes
 */
export const TRANSIENT: readonly number[] = [408, 429, 502, 503, 504, 1001, 1006, 1012, 1013, 1014];

/** How often and how long is waited, without gaps. */
export type RetryPolicy = Required<RetryOptions>;

/** Of connections. */
export type ReconnectPolicy = Required<Omit<ReconnectOptions, 'afterEnd'>> & Pick<ReconnectOptions, 'afterEnd'>;

/** What a call says counts for any method, what the client says for idempotent ones. @see RFC 9110 §9.2.2 */
export const toRetryPolicy = (
  ofCall: RetryOptions | number | false | undefined,
  ofClient: RetryOptions | number | false | undefined,
  method: string,
  headers: Headers,
): RetryPolicy => {
  const isIdempotent = !/^(POST|PATCH)$/i.test(method) || headers.has('idempotency-key');
  const chosen = ofCall ?? (isIdempotent && (ofClient ?? {}));
  // What is no object has nothing to spread.
  return { count: typeof chosen === 'object' ? 2 : Number(chosen), delay: 300, maxDelay: 20_000, statuses: TRANSIENT, ...(chosen as RetryOptions) };
};

/** The same for connections. */
export const toReconnectPolicy = (chosen: ReconnectOptions | boolean | undefined): ReconnectPolicy => ({
  attempts: chosen ? Infinity : 0,
  delay: 1000,
  maxDelay: 30_000,
  ...(chosen as ReconnectOptions),
});

/**
 * Milliseconds before the next attempt. Full jitter: clients that failed together do not come back together.
 *
 * @param asked What the server has asked for: at least as long, and longer each time.
 */
export const toWait = (attempt: number, { delay, maxDelay }: Pick<RetryPolicy, 'delay' | 'maxDelay'>, asked?: number): number => {
  const wait = Math.min(maxDelay, (asked ?? delay) * 2 ** attempt);
  return asked === undefined ? Math.random() * wait : Math.max(asked, wait);
};

/** `Retry-After` in milliseconds; undefined where there is none. @see RFC 9110 §10.2.3 */
export const retryAfterOf = (headers: Headers | undefined): number | undefined => {
  const value = headers?.get('retry-after') ?? '';
  // Seconds, or a date; of '0', too, comes nothing to wait for.
  const time = Number(value) * 1000 || Date.parse(value) - Date.now();
  return isNaN(time) ? undefined : Math.max(0, time);
};

/** True for errors of ours that tell of what may be otherwise at the next connection: 4503 closes as 503 answers. */
export const isTransient = (error: unknown): boolean => {
  const { kind, status, code } = error as { readonly kind?: string; readonly status?: number; readonly code?: number };
  return /network|timeout/.test(kind as string) || TRANSIENT.includes(status ?? (code as number) % 4000);
};
