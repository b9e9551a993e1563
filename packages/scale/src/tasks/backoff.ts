import { readDuration, toMilliseconds } from '@typhoon/core/internal';
import type { Duration } from '@typhoon/core/internal';

/** How long a failed task waits for its next attempt. */
export interface BackoffOptions {
  /** Before the second attempt. Default: '1s'. */
  readonly delay?: Duration;
  /** What each wait is multiplied by for the next one; 1 for equal ones. Default: 2. */
  readonly factor?: number;
  /** Longest wait. Default: '1h'. */
  readonly max?: Duration;
  /** How much of a wait is random, 0 to 1, so that what failed together does not come back together. Default: 0.5. */
  readonly jitter?: number;
}

/** The wait after an attempt in milliseconds: `attempt` is 1 after the first one. */
export function backoffOf(backoff: Duration | BackoffOptions | undefined, attempt: number, random: () => number = Math.random): number {
  const options = typeof backoff === 'object' ? backoff : { ...(backoff === undefined ? {} : { delay: backoff, factor: 1, jitter: 0 }) };
  const { delay = '1s', factor = 2, max = '1h', jitter = 0.5 } = options;
  const whole = Math.min(toMilliseconds(delay) * factor ** (attempt - 1), toMilliseconds(max));
  return Math.round(whole * (1 - jitter * random()));
}

/** What is wrong with a backoff, in words. */
export function findBackoffProblem(backoff: unknown): string | undefined {
  const expected = "expects a time, '5s', or { delay: '1s', factor: 2, max: '1h', jitter: 0.5 }";
  if (typeof backoff !== 'object' || backoff === null) return readDuration(backoff) === undefined ? expected : undefined;
  const { delay = 0, factor = 1, max = 0, jitter = 0, ...others } = backoff as BackoffOptions;
  const isUsable =
    readDuration(delay) !== undefined && readDuration(max) !== undefined && factor >= 1 && jitter >= 0 && jitter <= 1 && Object.keys(others).length === 0;
  return isUsable ? undefined : expected;
}
