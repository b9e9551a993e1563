// The public list, by hand.

// Caches
export type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache/cache-store.js';
