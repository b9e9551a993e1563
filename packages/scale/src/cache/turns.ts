import { setTimeout as wait } from 'node:timers/promises';
import type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache-store.js';

/** What is kept of a key, or who computes it. */
export interface Found {
  /** Fresh, or stale while somebody makes a new one; undefined where there is nothing to serve. */
  readonly entry: CacheEntry | undefined;
  /** Whoever has it computes the value. Undefined where the entry is to be served, and nothing else is to be done. */
  readonly turn: Turn | undefined;
}

/** The duty of one to compute a value, ended by exactly one of these; further calls are for nothing. None rejects. */
export interface Turn {
  /** Resolves when the value is kept. */
  readonly keep: (value: string | Uint8Array, life: CacheLife) => Promise<void>;
  /** There is nothing to be kept: who has waited computes for himself. */
  readonly release: () => Promise<void>;
  /** It was not finished: one of those who have waited computes in its place, and the others wait on. */
  readonly pass: () => Promise<void>;
}

/** How long one waits for a value that another process computes, in milliseconds; then it is computed here as well. */
const PATIENCE = 10_000;

/** Of a computation that was not finished. */
const PASSED = Symbol('passed');

type Outcome = string | Uint8Array | undefined | typeof PASSED;

/**
 * Sees to it that one at a time computes the value of a key: one in this process, and one among all that share the store.
 * Without its store, values are computed each time, once in this process for all who ask meanwhile.
 */
export class Turns {
  readonly #store: CacheStore;
  readonly #flights = new Map<string, Promise<Outcome>>();

  constructor(store: CacheStore) {
    this.#store = store;
  }

  /** How often something was there, was there but is being made anew, and was not there. */
  readonly counts = { hit: 0, stale: 0, miss: 0 };

  async find(key: string, tags: readonly string[]): Promise<Found> {
    const found = await this.#find(key, tags);
    if (found.entry === undefined) this.counts.miss++;
    // What another one has computed meanwhile is as old as can be told: 0.
    else this.counts[found.entry.age === 0 || isFresh(found.entry) ? 'hit' : 'stale']++;
    return found;
  }

  async #find(key: string, tags: readonly string[]): Promise<Found> {
    const entry = await this.#read(key);
    if (entry !== undefined && isFresh(entry)) return { entry, turn: undefined };
    const flight = this.#flights.get(key);
    if (flight === undefined) return this.#lead(key, tags, entry);
    if (entry !== undefined) return { entry, turn: undefined };
    const value = await flight;
    if (value === PASSED) return this.#find(key, tags);
    // What came to nothing, or was invalidated meanwhile, everybody computes who has waited for it: one by one would take longer.
    return value === undefined ? ALONE : { entry: { value, age: 0, ttl: 0 }, turn: undefined };
  }

  async #lead(key: string, tags: readonly string[], stale: CacheEntry | undefined): Promise<Found> {
    let land: (outcome: Outcome) => void = () => undefined;
    const flight = new Promise<Outcome>((resolve) => (land = resolve));
    this.#flights.set(key, flight);
    const end = (outcome: Outcome): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
      land(outcome);
    };
    for (let waited = 0, pause = 10; waited < PATIENCE; waited += pause, pause = Math.min(pause * 2, 200)) {
      const claim = await this.#claim(key, tags);
      const found = claim === 'away' ? undefined : await this.#read(key);
      if (found !== undefined && isFresh(found)) {
        if (typeof claim === 'object') await claim.release().catch(ignore);
        end(found.value);
        return { entry: found, turn: undefined };
      }
      if (claim !== undefined) return { entry: stale, turn: createTurn(claim === 'away' ? undefined : claim, end) };
      if (stale !== undefined) {
        end(undefined);
        return { entry: stale, turn: undefined };
      }
      await wait(pause);
    }
    return { entry: undefined, turn: createTurn(undefined, end) };
  }

  /** Without its store there is nothing in it. */
  async #read(key: string): Promise<CacheEntry | undefined> {
    return this.#store.get(key).catch(ignore);
  }

  async #claim(key: string, tags: readonly string[]): Promise<CacheClaim | undefined | 'away'> {
    return this.#store.claim(key, tags).catch(() => 'away' as const);
  }
}

function createTurn(claim: CacheClaim | undefined, end: (outcome: Outcome) => void): Turn {
  let isOver = false;
  const once = (finish: () => Promise<void>) => async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await finish();
  };
  return {
    keep: async (value, life) =>
      once(async () => {
        const isKept = claim === undefined ? true : await claim.keep(value, life).catch(() => true);
        end(isKept ? value : undefined);
      })(),
    release: once(async () => {
      end(undefined);
      await claim?.release().catch(ignore);
    }),
    pass: once(async () => {
      end(PASSED);
      await claim?.release().catch(ignore);
    }),
  };
}

function isFresh({ age, ttl }: CacheEntry): boolean {
  return age < ttl;
}

function ignore(): undefined {
  return undefined;
}

async function doNothing(): Promise<void> {
  await Promise.resolve();
}

/** To be computed, and not to be kept. */
const ALONE: Found = { entry: undefined, turn: { keep: doNothing, release: doNothing, pass: doNothing } };
