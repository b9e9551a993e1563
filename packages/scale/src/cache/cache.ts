import { deserialize, serialize } from 'node:v8';
import { dependency, metricSources } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { toMilliseconds } from '@typhoon/core/internal';
import type { Duration } from '@typhoon/core/internal';
import type { CacheLife, CacheStore } from './cache-store.js';
import { withLateInvalidations } from './late-invalidations.js';
import { memoryCacheStore } from './memory-cache-store.js';
import { Turns } from './turns.js';
import type { Turn } from './turns.js';

/** How a value is kept, beside its key and its time. */
export interface WrapOptions {
  /** What the value is known by: `invalidateTag` forgets all values of a tag. */
  readonly tags?: readonly string[];
  /** How long after its time a value is still served at once, while a new one is made in the background. Default: 0. */
  readonly staleWhileRevalidate?: Duration;
}

/** Keeps what functions return. Where several processes share its store, so they do the values. */
export class ValueCache {
  /** Where values are kept, and who computes which. */
  readonly store: CacheStore;
  readonly #turns: Turns;

  constructor(store: CacheStore) {
    this.store = withLateInvalidations(store);
    this.#turns = new Turns(this.store);
  }

  /**
   * The value that is kept for a key, or what `compute` returns: that is called once for all who ask at the same time, in
   * all processes that share the store. What it throws is passed on, and not kept; without the store it is called each time.
   *
   * Everybody gets a copy of their own, of what `structuredClone` can copy: plain data, dates, maps, sets, bytes; an
   * instance of a class comes back as plain data.
   *
   * @param ttl How long the value is fresh: `'10s'`, or milliseconds.
   * @throws RangeError for a time that is none.
   * @example
   * @Get('/rates') read(@Depends(cache) cache: ValueCache) {
   *   return cache.wrap('rates/EUR', '10s', () => bank.readRates('EUR'), { tags: ['rates'] });
   * }
   */
  async wrap<TValue>(key: string, ttl: Duration, compute: () => TValue | PromiseLike<TValue>, options: WrapOptions = {}): Promise<TValue> {
    const life: CacheLife = { ttl: toMilliseconds(ttl), stale: toMilliseconds(options.staleWhileRevalidate ?? 0) };
    const { entry, turn } = await this.#turns.find(nameOf(key), options.tags ?? []);
    const kept = entry === undefined ? undefined : read<TValue>(entry.value);
    if (kept === undefined) return turn === undefined ? compute() : this.#compute(turn, life, compute);
    // Whoever waits for nothing must not fail, either: the next one who asks tries again.
    if (turn !== undefined) this.#compute(turn, life, compute).catch(() => undefined);
    return kept.value;
  }

  /**
   * Forgets the value of a key, and what is being computed for it. A store that cannot be reached is told as soon as it can be;
   * until then this process computes each time.
   */
  async invalidate(key: string): Promise<void> {
    await this.store.invalidate(nameOf(key));
  }

  /** Forgets all values and answers of a tag, and what is being computed for it; of a store that cannot be reached the same holds. */
  async invalidateTag(tag: string): Promise<void> {
    await this.store.invalidateTag(tag);
  }

  /** What routes keep their answers by. */
  get turns(): Turns {
    return this.#turns;
  }

  async #compute<TValue>(turn: Turn, life: CacheLife, compute: () => TValue | PromiseLike<TValue>): Promise<TValue> {
    try {
      const value = await compute();
      await turn.keep(serialize(value), life);
      return value;
    } finally {
      await turn.release();
    }
  }
}

/**
 * Where values are kept: in the memory of this process, unless `createApp({ redis })` or `engines` say otherwise.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[cacheStore, () => memoryCacheStore({ maxEntries: 1_000 })]]) })
 */
export const cacheStore: Dependency<CacheStore> = dependency(
  {},
  async function* (): AsyncGenerator<CacheStore> {
    const store = memoryCacheStore();
    yield store;
    await store.close();
  },
  { name: 'cacheStore', lifetime: 'singleton' },
);

/**
 * The cache of the application, for handlers and classes.
 *
 * @example constructor(@Depends(cache) private readonly cache: ValueCache) {}
 */
export const cache: Dependency<ValueCache> = dependency(
  { store: cacheStore, metrics: metricSources },
  ({ store, metrics }) => {
    const made = new ValueCache(store);
    metrics.add({
      name: 'cache_lookups_total',
      help: 'What was looked for in the cache, by what was found.',
      type: 'counter',
      read: () => Object.entries(made.turns.counts).map(([result, value]) => ({ labels: { result }, value })),
    });
    return made;
  },
  { name: 'cache', lifetime: 'singleton' },
);

/** Functions and routes do not get into each other's way. */
function nameOf(key: string): string {
  return `value/${key}`;
}

/** What another release of Node has written in a way that this one cannot read is computed again. */
function read<TValue>(written: string | Uint8Array): { readonly value: TValue } | undefined {
  try {
    return typeof written === 'string' ? undefined : { value: deserialize(written) as TValue };
  } catch {
    return undefined;
  }
}
