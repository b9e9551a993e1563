import type { CacheStore, RateLimitStore, ScheduleClaims, TaskEngine } from '@typhoon/scale';
import type { Broker } from '@typhoon/websocket';
import type { SessionStore } from '@typhoon/web';
import { redisBroker } from './redis-broker.js';
import { redisCacheStore } from './redis-cache-store.js';
import { redisRateLimitStore } from './redis-rate-limit-store.js';
import { RedisConnection } from './redis-connection.js';
import type { RedisLog } from './redis-connection.js';
import { redisScheduleClaims } from './redis-schedule-claims.js';
import { redisSessionStore } from './redis-session-store.js';
import type { RedisSettings } from './redis-settings.js';
import { redisTaskEngine } from './redis-tasks.js';

/** Everything that an application can have on Redis, on one connection; each is made when it is first asked for. */
export interface RedisEngines {
  readonly broker: Broker;
  readonly cacheStore: CacheStore;
  readonly rateLimitStore: RateLimitStore;
  readonly scheduleClaims: ScheduleClaims;
  readonly sessionStore: SessionStore;
  /** Loads BullMQ, which has to be installed beside. */
  readonly taskEngine: () => Promise<TaskEngine>;
  /** Waits until Redis is there, so many milliseconds at most: what comes first should not have to do without it. */
  readonly untilReady: (most: number) => Promise<void>;
  /** Rejects where Redis does not answer. */
  readonly ping: () => Promise<void>;
  /** Ends the connection, last of all. */
  readonly close: () => Promise<void>;
}

/**
 * Connects to Redis, which need not be there yet. `redis` of `createApp` does it by itself.
 *
 * @example const { broker, close } = connectRedis({ url: 'redis://127.0.0.1:6379' });
 */
export function connectRedis(settings: RedisSettings, log?: RedisLog): RedisEngines {
  const connection = new RedisConnection(settings, log);
  let broker: Broker | undefined;
  let cacheStore: CacheStore | undefined;
  let rateLimitStore: RateLimitStore | undefined;
  let scheduleClaims: ScheduleClaims | undefined;
  let sessionStore: SessionStore | undefined;
  let taskEngine: Promise<TaskEngine> | undefined;
  return {
    get broker() {
      return (broker ??= redisBroker(connection));
    },
    get cacheStore() {
      return (cacheStore ??= redisCacheStore(connection));
    },
    get rateLimitStore() {
      return (rateLimitStore ??= redisRateLimitStore(connection));
    },
    get scheduleClaims() {
      return (scheduleClaims ??= redisScheduleClaims(connection));
    },
    get sessionStore() {
      return (sessionStore ??= redisSessionStore(connection));
    },
    taskEngine: async () => (taskEngine ??= redisTaskEngine(connection)),
    untilReady: async (most) => connection.untilReady(most),
    ping: async () => {
      await connection.client.ping();
    },
    close: async () => connection.close(),
  };
}
