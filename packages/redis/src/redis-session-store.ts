import { randomUUID } from 'node:crypto';
import type { SessionStore } from '@typhoon/web';
import type { RedisConnection } from './redis-connection.js';
import { RedisScript } from './redis-script.js';

/** → value, version and the milliseconds that are left. */
const READ = new RedisScript(`
local entry = redis.call('HMGET', KEYS[1], 'value', 'version')
if not entry[1] then return false end
return { entry[1], entry[2], redis.call('PTTL', KEYS[1]) }`);

/** ARGV: value, its version, its time, the version that it replaces ('' for none). */
const WRITE = new RedisScript(`
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[1], 'version', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`);

/** Keeps sessions on Redis, for all processes that share it. Without Redis a request that needs its session fails: nobody is taken for a stranger. */
export function redisSessionStore(connection: RedisConnection): SessionStore {
  const { client } = connection;
  const keyOf = (key: string): string => connection.key('session', key);
  return {
    read: async (key) => {
      const found = (await READ.run(client, [keyOf(key)], [])) as readonly [Buffer, Buffer, number] | null;
      return found === null ? undefined : { value: found[0].toString(), version: found[1].toString(), remaining: found[2] };
    },
    write: async (key, value, ttl, last) => {
      const version = randomUUID();
      const isWritten = (await WRITE.run(client, [keyOf(key)], [value, version, Math.ceil(ttl), last ?? ''])) === 1;
      return isWritten ? version : undefined;
    },
    touch: async (key, ttl) => {
      await client.pexpire(keyOf(key), Math.ceil(ttl));
    },
    destroy: async (key) => {
      await client.del(keyOf(key));
    },
    close: async () => Promise.resolve(),
  };
}
