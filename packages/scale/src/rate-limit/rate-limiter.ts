import { dependency, metricSources } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { memoryRateLimitStore } from './memory-rate-limit-store.js';
import type { RateLimitStore, RateResult, RateWindow } from './rate-limit-store.js';

/** Milliseconds in which a store answers: who asks does not wait longer. */
const DEADLINE = 250;

/**
 * The last of those milliseconds. They are waited for by themselves: after an event loop that was blocked, timers come
 * before answers that have long been there, and a process that has too much to do is to go on counting.
 */
const LAST_MOMENT = 20;

/** Milliseconds for which a store that has not answered in time is not asked again. */
const PAUSE = 1_000;

/** What of a request's log is used. */
export interface RateLimitLog {
  readonly warn: (details: object, message: string) => void;
  readonly info: (message: string) => void;
}

/** Asks a store, and does not wait for one that does not answer. */
export class RateLimiter {
  readonly #store: RateLimitStore;
  /** How often what was found. */
  readonly counts = { allowed: 0, refused: 0, unavailable: 0 };
  #isAway = false;
  #pausedUntil = 0;

  constructor(store: RateLimitStore) {
    this.#store = store;
  }

  /** What the store says; undefined where it cannot be asked. Whoever asks decides what that means; it is logged once. */
  take(windows: readonly RateWindow[], log: RateLimitLog): RateResult | undefined | Promise<RateResult | undefined> {
    if (this.#pausedUntil > 0 && performance.now() < this.#pausedUntil) return this.#count(undefined);
    const result = this.#store.take(windows);
    return result instanceof Promise ? this.#wait(result, log).then((found) => this.#count(found)) : this.#count(result);
  }

  #count(result: RateResult | undefined): RateResult | undefined {
    if (result === undefined) this.counts.unavailable++;
    else if (result.allowed) this.counts.allowed++;
    else this.counts.refused++;
    return result;
  }

  async #wait(asked: Promise<RateResult>, log: RateLimitLog): Promise<RateResult | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => (timer = setTimeout(() => resolve(undefined), LAST_MOMENT)), DEADLINE - LAST_MOMENT);
    });
    try {
      const result = await Promise.race([asked, late]);
      if (result === undefined) this.#pausedUntil = performance.now() + PAUSE;
      this.#note(result !== undefined, new Error(`No answer in ${DEADLINE} ms.`), log);
      return result;
    } catch (error) {
      this.#note(false, error, log);
      return undefined;
    } finally {
      clearTimeout(timer);
      asked.catch(() => undefined);
    }
  }

  #note(isThere: boolean, error: unknown, log: RateLimitLog): void {
    if (isThere) this.#pausedUntil = 0;
    if (isThere !== this.#isAway) return;
    this.#isAway = !isThere;
    if (isThere) log.info('Rate limits are counted again');
    else log.warn({ err: error }, 'Rate limits cannot be counted: until they can, requests pass, or are refused where { failure: "closed" } says so');
  }
}

/**
 * Where is counted who has asked how often: in the memory of this process, unless `createApp({ redis })` or `engines` say
 * otherwise.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[rateLimitStore, () => memoryRateLimitStore({ maxEntries: 5_000 })]]) })
 */
export const rateLimitStore: Dependency<RateLimitStore> = dependency(
  {},
  async function* (): AsyncGenerator<RateLimitStore> {
    const store = memoryRateLimitStore();
    yield store;
    await store.close();
  },
  { name: 'rateLimitStore', lifetime: 'singleton' },
);

/** What the limits of an application ask. */
export const rateLimiter: Dependency<RateLimiter> = dependency(
  { store: rateLimitStore, metrics: metricSources },
  ({ store, metrics }) => {
    const made = new RateLimiter(store);
    metrics.add({
      name: 'rate_limit_checks_total',
      help: 'How often limits were asked, by what became of it.',
      type: 'counter',
      read: () => Object.entries(made.counts).map(([result, value]) => ({ labels: { result }, value })),
    });
    return made;
  },
  { name: 'rateLimiter', lifetime: 'singleton' },
);
