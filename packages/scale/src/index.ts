// The public list, by hand.

// Caches
export { Cache, caching } from './cache/caching.js';
export type { FeatureDecorator } from './cache/caching.js';
export type { CacheKey, CachingOptions } from './cache/caching-options.js';
export { cache, cacheStore } from './cache/cache.js';
export type { ValueCache, WrapOptions } from './cache/cache.js';
export { memoryCacheStore } from './cache/memory-cache-store.js';
export type { MemoryCacheOptions } from './cache/memory-cache-store.js';
export type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache/cache-store.js';
export type { Duration } from './duration.js';

// Processes
export { startWorkers } from './workers/start-workers.js';
export type { StartWorkersOptions } from './workers/start-workers.js';
export type { ServedApplication } from './workers/serve-worker.js';
export { createDrain } from './workers/drain.js';
export type { Drain, DrainOptions, DrainRunOptions } from './workers/drain.js';
