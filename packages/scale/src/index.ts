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

// Rate limits
export { RateLimit, rateLimiting } from './rate-limit/rate-limiting.js';
export type { RateLimitArguments, RateLimitBy, RateLimitOptions } from './rate-limit/rate-limit-options.js';
export type { RateText } from './rate-limit/rate.js';
export { RateLimited, RateLimitUnavailable } from './rate-limit/rate-limited.js';
export { rateLimitStore } from './rate-limit/rate-limiter.js';
export { memoryRateLimitStore } from './rate-limit/memory-rate-limit-store.js';
export type { MemoryRateLimitOptions } from './rate-limit/memory-rate-limit-store.js';
export type { RateLimitStore, RateResult, RateState, RateWindow } from './rate-limit/rate-limit-store.js';

// Processes
export { startWorkers } from './workers/start-workers.js';
export type { StartWorkersOptions } from './workers/start-workers.js';
export type { ServedApplication } from './workers/serve-worker.js';
export { createDrain } from './workers/drain.js';
export type { Drain, DrainOptions, DrainRunOptions } from './workers/drain.js';
