import type { ReconnectOptions, RetryOptions } from './call-options.js';

/**
 * Statuses of servers that may answer otherwise soon, 426 where only a handshake was refused; and close codes: the server goes away, the connection broke, or it says to come again.
 *
 * @see RFC 6455 §7.4.1 and the registry of close codes
 */
export const TRANSIENT: readonly number[] = [408, 426, 429, 502, 503, 504, 1001, 1006, 1012, 1013, 1014];

/** How often and how long is waited, without gaps. */
export type RetryPolicy = Required<RetryOptions>;

/** Of connections. */
export type ReconnectPolicy = Required<Omit<ReconnectOptions, 'afterEnd'>> & Pick<ReconnectOptions, 'afterEnd'>;

/** Of a number the rest is as usual. */
export const toRetryPolicy = (chosen: RetryOptions | number | false): RetryPolicy => ({
  count: typeof chosen === 'object' ? 2 : +chosen,
  delay: 300,
  maxDelay: 20_000,
  statuses: TRANSIENT,
  // What is no object has nothing to spread.
  ...(chosen as RetryOptions),
});

/** The same for connections. */
export const toReconnectPolicy = (chosen: ReconnectOptions | boolean | undefined): ReconnectPolicy => ({
  attempts: chosen ? Infinity : 0,
  delay: 1000,
  maxDelay: 30_000,
  ...(chosen as ReconnectOptions),
});

/**
 * Milliseconds before the next attempt. Full jitter: clients that failed together do not come back together. A server is given the time
 * that it asks for, and longer each time.
 *
 * @param headers Of the answer: `Retry-After`. @see RFC 9110 §10.2.3
 * @param asked What the server has asked for otherwise.
 */
export const toWait = (attempt: number, policy: Pick<RetryPolicy, 'delay' | 'maxDelay'>, headers?: Headers, asked?: number): number => {
  // Where there is none it is no number, and no date.
  const value = headers?.get('retry-after') as string;
  // Seconds, or a date; of '0', too, comes nothing to wait for.
  const time = +value * 1000 || Date.parse(value) - Date.now();
  const least = isNaN(time) ? asked : time;
  const wait = Math.min(policy.maxDelay, (least ?? policy.delay) * 2 ** attempt);
  return least === undefined ? Math.random() * wait : Math.max(least, wait);
};

/** True for errors of ours that tell of what may be otherwise at the next connection: 4503 closes as 503 answers. */
export const isTransient = (error: unknown): boolean => {
  const { kind, status, code } = error as { readonly kind?: string; readonly status?: number; readonly code?: number };
  return /network|timeout/.test(kind as string) || TRANSIENT.includes(status ?? (code as number) % 4000);
};
