// The public list, by hand.

// Redis
export { connectRedis } from './redis-engines.js';
export type { RedisEngines } from './redis-engines.js';
export { RedisConnection } from './redis-connection.js';
export type { RedisLog } from './redis-connection.js';
export type { RedisSettings } from './redis-settings.js';
export { redisBroker } from './redis-broker.js';
export { redisCacheStore } from './redis-cache-store.js';
export { redisRateLimitStore } from './redis-rate-limit-store.js';
export { redisScheduleClaims } from './redis-schedule-claims.js';
export { redisSessionStore } from './redis-session-store.js';
export { redisTaskEngine } from './redis-tasks.js';
