import { LRUCache } from 'lru-cache';
import type { RateLimitStore, RateResult, RateState, RateWindow } from './rate-limit-store.js';
import { SlidingWindow } from './sliding-window.js';

/** How much is kept. */
export interface MemoryRateLimitOptions {
  /** How many are counted apart; who has asked least recently is forgotten first. Each takes 200 bytes to 1.5 kB. Default: 50,000. */
  readonly maxEntries?: number;
}

/**
 * Counts in this process alone: each of several processes lets through as much again.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[rateLimitStore, () => memoryRateLimitStore({ maxEntries: 5_000 })]]) })
 */
export function memoryRateLimitStore({ maxEntries = 50_000 }: MemoryRateLimitOptions = {}): RateLimitStore {
  const counted = new LRUCache<string, SlidingWindow>({ max: maxEntries });

  const open = ({ key, window }: RateWindow): SlidingWindow => {
    const known = counted.get(key);
    if (known !== undefined) return known;
    const begun = new SlidingWindow(window);
    counted.set(key, begun);
    return begun;
  };

  return {
    take: (windows) => take(windows, windows.map(open)),
    close: async () => {
      counted.clear();
      await Promise.resolve();
    },
  };
}

function take(windows: readonly RateWindow[], counters: readonly SlidingWindow[]): RateResult {
  const now = performance.now();
  const waits = windows.map(({ limit, cost }, index) => {
    const counter = counters[index] as SlidingWindow;
    const missing = counter.used(now) + cost - limit;
    return missing > 0 ? counter.until(now, missing) : 0;
  });
  const allowed = waits.every((wait) => wait === 0);
  const states = windows.map(({ limit, cost }, index): RateState => {
    const counter = counters[index] as SlidingWindow;
    if (allowed) counter.add(now, cost);
    const used = counter.used(now);
    return { remaining: Math.max(0, limit - used), reset: used === 0 ? 0 : counter.until(now, 1), wait: waits[index] as number };
  });
  return { allowed, states };
}
