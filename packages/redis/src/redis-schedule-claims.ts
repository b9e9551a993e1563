import { randomUUID } from 'node:crypto';
import type { ScheduleClaims } from '@typhoon/scale';
import type { RedisConnection } from './redis-connection.js';
import { RedisScript } from './redis-script.js';

/** Milliseconds in which who runs a schedule says that it still does; after it, it is taken for gone. */
const RUN_TIME = 5_000;

/** → 1 where the time is ours, and nobody runs an earlier one. */
const CLAIM = new RedisScript(`
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
if #KEYS == 1 then return 1 end
return redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[3]) and 1 or 0`);

/** A server that was restarted empty knows of no run: it is told again. */
const RENEW = new RedisScript(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`);

const RELEASE = new RedisScript(`return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0`);

/**
 * Claims among all processes that share a Redis. A run is heard of every two seconds; that of a process that has crashed
 * counts as over after five. Every key goes by itself.
 */
export function redisScheduleClaims(connection: RedisConnection): ScheduleClaims {
  const { client } = connection;
  const renewals = new Set<NodeJS.Timeout>();

  const hold = (key: string, token: string): (() => Promise<void>) => {
    const timer = setInterval(() => void RENEW.run(client, [key], [token, RUN_TIME]).catch(() => undefined), RUN_TIME / 2.5).unref();
    renewals.add(timer);
    return async () => {
      clearInterval(timer);
      renewals.delete(timer);
      await RELEASE.run(client, [key], [token]);
    };
  };

  return {
    claim: async ({ name, time, overlap, life }) => {
      const token = randomUUID();
      const tick = connection.key('schedule', 'time', String(time), name);
      const running = connection.key('schedule', 'running', name);
      const isMine = await CLAIM.run(client, overlap ? [tick] : [tick, running], [token, Math.ceil(life), RUN_TIME]);
      if (isMine !== 1) return undefined;
      return { release: overlap ? async () => Promise.resolve() : hold(running, token) };
    },
    close: async () => {
      for (const timer of renewals) clearInterval(timer);
      renewals.clear();
      await Promise.resolve();
    },
  };
}
