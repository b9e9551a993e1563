import { LRUCache } from 'lru-cache';
import type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache-store.js';

/** How much is kept. */
export interface MemoryCacheOptions {
  /** Default: 10,000. */
  readonly maxEntries?: number;
  /** Bytes of keys and values, about. Default: 67,108,864 (64 MiB). */
  readonly maxBytes?: number;
}

/** A tag, until it is invalidated: then another one of the same name takes its place. */
interface Tag {
  readonly name: string;
  /** How many values and claims know it. */
  holders: number;
}

interface Stored extends CacheLife {
  readonly value: string | Uint8Array;
  readonly since: number;
  readonly tags: readonly Tag[];
}

/**
 * Keeps values in this process; the least recently used ones go when there are too many, or they are too large together.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[cacheStore, () => memoryCacheStore({ maxBytes: 10_000_000 })]]) })
 */
export function memoryCacheStore(options: MemoryCacheOptions = {}): CacheStore {
  return new MemoryCacheStore(options);
}

class MemoryCacheStore implements CacheStore {
  readonly #entries: LRUCache<string, Stored>;
  /** Who computes which key. */
  readonly #claims = new Map<string, object>();
  readonly #tags = new Map<string, Tag>();

  constructor({ maxEntries = 10_000, maxBytes = 67_108_864 }: MemoryCacheOptions) {
    this.#entries = new LRUCache({
      max: maxEntries,
      maxSize: maxBytes,
      sizeCalculation: ({ value }, key) => key.length + sizeOf(value) + OVERHEAD,
      dispose: ({ tags }) => this.#leave(tags),
    });
  }

  readonly get: CacheStore['get'] = async (key) => Promise.resolve(this.#read(key));

  readonly claim: CacheStore['claim'] = async (key, tags) => Promise.resolve(this.#claim(key, tags));

  readonly invalidate: CacheStore['invalidate'] = async (key) => {
    this.#entries.delete(key);
    this.#claims.delete(key);
    await Promise.resolve();
  };

  readonly invalidateTag: CacheStore['invalidateTag'] = async (tag) => {
    this.#tags.delete(tag);
    await Promise.resolve();
  };

  readonly close: CacheStore['close'] = async () => {
    this.#entries.clear();
    await Promise.resolve();
  };

  #read(key: string): CacheEntry | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    const age = performance.now() - found.since;
    if (age < found.ttl + (found.stale ?? 0) && found.tags.every(this.#isValid)) return { value: found.value, age, ttl: found.ttl };
    this.#entries.delete(key);
    return undefined;
  }

  #claim(key: string, names: readonly string[]): CacheClaim | undefined {
    if (this.#claims.has(key)) return undefined;
    const mine = {};
    this.#claims.set(key, mine);
    const tags = names.map((name) => this.#enter(name));
    let held: readonly Tag[] = tags;
    const end = (): boolean => this.#claims.get(key) === mine && this.#claims.delete(key);
    const release = (): void => {
      end();
      this.#leave(held);
      held = [];
    };
    return {
      keep: async (value, { ttl, stale = 0 }) => {
        const isKept = end() && tags.every(this.#isValid);
        if (isKept) {
          const stored: Stored = { value, ttl, stale, since: performance.now(), tags };
          this.#entries.set(key, stored);
          // One that is too large by itself is not taken, and nobody says so.
          if (this.#entries.peek(key) === stored) held = [];
        }
        release();
        return Promise.resolve(isKept);
      },
      release: async () => {
        release();
        await Promise.resolve();
      },
    };
  }

  readonly #isValid = (tag: Tag): boolean => this.#tags.get(tag.name) === tag;

  #enter(name: string): Tag {
    const tag = this.#tags.get(name) ?? { name, holders: 0 };
    this.#tags.set(name, tag);
    tag.holders++;
    return tag;
  }

  /** A tag that nothing has any more is forgotten: names of tags come from data. */
  #leave(tags: readonly Tag[]): void {
    for (const tag of tags) {
      tag.holders--;
      if (tag.holders === 0 && this.#isValid(tag)) this.#tags.delete(tag.name);
    }
  }
}

/** What an entry costs beside its key and its value, about. */
const OVERHEAD = 200;

function sizeOf(value: string | Uint8Array): number {
  return typeof value === 'string' ? value.length : value.byteLength;
}
