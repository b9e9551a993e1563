/** A value as it is kept. */
export interface CacheEntry {
  readonly value: string | Uint8Array;
  /** Milliseconds since it was kept. */
  readonly age: number;
  /** Milliseconds that it is fresh for, from when it was kept. */
  readonly ttl: number;
}

/** How long a value is kept. */
export interface CacheLife {
  /** Milliseconds that it is fresh for. */
  readonly ttl: number;
  /** Milliseconds after those in which it may still be served while a new one is made. Default: 0. */
  readonly stale?: number;
}

/** What one who computes a value holds, so that nobody else computes it meanwhile. */
export interface CacheClaim {
  /**
   * Keeps the value, and ends the claim. Resolves to false where nothing was kept: the key, or one of the tags, was
   * invalidated meanwhile, or the claim has passed to somebody else.
   */
  readonly keep: (value: string | Uint8Array, life: CacheLife) => Promise<boolean>;
  /** Ends the claim without a value. */
  readonly release: () => Promise<void>;
}

/**
 * Where values are kept: one per process, or shared by many. An engine passes the checks of `@typhoon/scale/cache-contract`.
 *
 * Keys and tags are texts of any kind.
 */
export interface CacheStore {
  /** The value of a key, fresh or stale; undefined where there is none, or it was invalidated. */
  readonly get: (key: string) => Promise<CacheEntry | undefined>;
  /**
   * Says that one will compute the value of a key. Resolves to undefined while somebody else does, who is given up on
   * when it crashes: a claim is to be heard of again and again, which the engine does by itself.
   *
   * @param tags What the value will be known by. Those invalidated from then on keep it from being kept.
   */
  readonly claim: (key: string, tags: readonly string[]) => Promise<CacheClaim | undefined>;
  /** Forgets a key, and what is being computed for it. */
  readonly invalidate: (key: string) => Promise<void>;
  /** Forgets all values of a tag, and what is being computed for it. */
  readonly invalidateTag: (tag: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
