import { HttpError } from '@typhoon/core';
import { UpstreamFailed, UpstreamTimeout, UpstreamUnavailable } from './upstream-errors.js';

/** What a client has done, in plain fields that metrics read. */
export class UpstreamCounts {
  /** How often a call was repeated. */
  retries = 0;
  readonly #calls = new Map<string, number>();

  /** Ended calls by status, or by what came instead: `timeout`, `failed`, `unavailable`, `aborted`. */
  get calls(): Iterable<readonly [result: string, count: number]> {
    return this.#calls;
  }

  add(result: string): void {
    this.#calls.set(result, (this.#calls.get(result) ?? 0) + 1);
  }

  addFailure(error: unknown): void {
    this.add(resultOf(error));
  }
}

function resultOf(error: unknown): string {
  if (!HttpError.is(error)) return 'aborted';
  const named = [
    [UpstreamTimeout, 'timeout'],
    [UpstreamFailed, 'failed'],
    [UpstreamUnavailable, 'unavailable'],
  ] as const;
  return named.find(([type]) => error instanceof type)?.[1] ?? 'aborted';
}
