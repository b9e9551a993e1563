import { LRUCache } from 'lru-cache';
import type { SessionStore, StoredSession } from './session-store.js';

/** How many sessions are kept. */
export interface MemorySessionOptions {
  /** The least recently used one ends when there are more. Default: 100,000. */
  readonly maxEntries?: number;
  /** Characters of all sessions together. Default: 67,108,864. */
  readonly maxSize?: number;
}

interface Kept {
  readonly value: string;
  readonly version: string;
  readonly expires: number;
}

/** Keeps sessions in this process: they end with it, and other processes do not know them. */
export function memorySessionStore({ maxEntries = 100_000, maxSize = 67_108_864 }: MemorySessionOptions = {}): SessionStore {
  const entries = new LRUCache<string, Kept>({ max: maxEntries, maxSize, sizeCalculation: ({ value }, key) => key.length + value.length });
  let count = 0;

  const find = (key: string): Kept | undefined => {
    const kept = entries.get(key);
    if (kept === undefined || kept.expires > Date.now()) return kept;
    entries.delete(key);
    return undefined;
  };
  const toStored = ({ value, version, expires }: Kept): StoredSession => ({ value, version, remaining: expires - Date.now() });

  return {
    read: async (key) => {
      const kept = find(key);
      return Promise.resolve(kept === undefined ? undefined : toStored(kept));
    },
    write: async (key, value, ttl, version) => {
      if (find(key)?.version !== version) return Promise.resolve(undefined);
      const written = String(++count);
      entries.set(key, { value, version: written, expires: Date.now() + ttl });
      return Promise.resolve(written);
    },
    touch: async (key, ttl) => {
      const kept = find(key);
      if (kept !== undefined) entries.set(key, { ...kept, expires: Date.now() + ttl });
      await Promise.resolve();
    },
    destroy: async (key) => {
      entries.delete(key);
      await Promise.resolve();
    },
    close: async () => {
      entries.clear();
      await Promise.resolve();
    },
  };
}
