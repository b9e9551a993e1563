import { dependency } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { memorySessionStore } from './memory-session-store.js';

/** A session as it is kept. */
export interface StoredSession {
  /** What was written: JSON. */
  readonly value: string;
  /** Another one after each write. */
  readonly version: string;
  /** Milliseconds until it ends. */
  readonly remaining: number;
}

/**
 * Where sessions are kept, by keys that say nothing of their ids. `@typhoon/web/session-store-contract` has the checks that
 * every engine passes.
 */
export interface SessionStore {
  /** Undefined where there is none, or it has ended. */
  readonly read: (key: string) => Promise<StoredSession | undefined>;
  /**
   * Writes where the session still is as it was read, or where there is none and `version` is undefined; it then lives
   * `ttl` milliseconds from now.
   *
   * @returns Its version; undefined, and nothing is written, where somebody else has written or ended it meanwhile.
   */
  readonly write: (key: string, value: string, ttl: number, version: string | undefined) => Promise<string | undefined>;
  /** Lets it live `ttl` milliseconds from now, unchanged; nothing where it has ended. */
  readonly touch: (key: string, ttl: number) => Promise<void>;
  readonly destroy: (key: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Where sessions are kept: in the memory of this process, unless `createApp({ redis })` or `engines` say otherwise.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[sessionStore, () => memorySessionStore({ maxEntries: 1_000 })]]) })
 */
export const sessionStore: Dependency<SessionStore> = dependency(
  {},
  async function* (): AsyncGenerator<SessionStore> {
    const store = memorySessionStore();
    yield store;
    await store.close();
  },
  { name: 'sessionStore', lifetime: 'singleton' },
);
