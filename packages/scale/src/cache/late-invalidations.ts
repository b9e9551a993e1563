import type { CacheStore } from './cache-store.js';

/** What was to be forgotten while the store could not be reached. */
interface Late {
  readonly by: 'invalidate' | 'invalidateTag';
  readonly what: string;
}

/** Milliseconds after which a store that could not be reached is told again. */
const PAUSE = 1_000;

/** How many keys and tags are remembered at most: what is beyond that is not said to be forgotten. */
const MOST = 100_000;

/** How many are told at once. */
const BATCH = 100;

/**
 * A store that is told what to forget when it can be reached: until it has been, nothing of it is served to this process, and
 * nothing kept. Who has written what it stands for does not fail because of its copy.
 */
export function withLateInvalidations(store: CacheStore): CacheStore {
  return new PatientStore(store);
}

class PatientStore implements CacheStore {
  readonly #store: CacheStore;
  /** By how it is told and what: each once. */
  readonly #late = new Map<string, Late>();
  #telling: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(store: CacheStore) {
    this.#store = store;
  }

  readonly get: CacheStore['get'] = async (key) => {
    if (this.#late.size > 0) await this.#tellAll();
    return this.#store.get(key);
  };

  readonly claim: CacheStore['claim'] = async (key, tags) => {
    if (this.#late.size > 0) await this.#tellAll();
    return this.#store.claim(key, tags);
  };

  readonly invalidate: CacheStore['invalidate'] = async (key) => this.#forget({ by: 'invalidate', what: key });

  readonly invalidateTag: CacheStore['invalidateTag'] = async (tag) => this.#forget({ by: 'invalidateTag', what: tag });

  readonly close: CacheStore['close'] = async () => {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#late.clear();
    await this.#store.close();
  };

  async #forget(late: Late): Promise<void> {
    try {
      await this.#store[late.by](late.what);
    } catch (error) {
      if (this.#isClosed || this.#late.size >= MOST) throw error;
      // Another object each time: one that is being told meanwhile is no word of this one.
      this.#late.set(`${late.by} ${late.what}`, late);
      this.#tellLater();
    }
  }

  async #tellAll(): Promise<void> {
    this.#telling ??= this.#tell().finally(() => (this.#telling = undefined));
    await this.#telling;
  }

  async #tell(): Promise<void> {
    while (this.#late.size > 0) {
      const batch = [...this.#late].slice(0, BATCH);
      await Promise.all(batch.map(async ([name, late]) => this.#tellOne(name, late)));
    }
  }

  async #tellOne(name: string, late: Late): Promise<void> {
    await this.#store[late.by](late.what);
    if (this.#late.get(name) === late) this.#late.delete(name);
  }

  #tellLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tellAll().catch(() => this.#tellLater());
    }, PAUSE).unref();
  }
}
