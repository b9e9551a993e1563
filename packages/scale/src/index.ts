// The public list, by hand.

// Caches
export type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache/cache-store.js';

// Processes
export { startWorkers } from './workers/start-workers.js';
export type { StartWorkersOptions } from './workers/start-workers.js';
export type { ServedApplication } from './workers/serve-worker.js';
export { createDrain } from './workers/drain.js';
export type { Drain } from './workers/drain.js';
