// The public list, by hand.

// Redis
export { RedisConnection } from './redis-connection.js';
export type { RedisLog } from './redis-connection.js';
export { isRedisUrl } from './redis-settings.js';
export type { RedisSettings } from './redis-settings.js';
