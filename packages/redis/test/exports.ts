import t from 'tap';
import * as redis from '@typhoon/redis';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  'RedisConnection',
  'connectRedis',
  'redisBroker',
  'redisCacheStore',
  'redisRateLimitStore',
  'redisScheduleClaims',
  'redisSessionStore',
  'redisTaskEngine',
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(redis).sort(), PUBLIC.toSorted());
});
