import { findRedis } from '@typhoon-apps/fixtures/redis';
import { CACHE_CONTRACT } from '@typhoon/scale/cache-contract';
import type { EnterCache } from '@typhoon/scale/cache-contract';
import t from 'tap';
import { redisCacheStore } from '#src/index.js';
import { enterClaims, leavesNothingWithoutAnEnd, shareRedis } from './fixtures/shared-redis.js';

t.test('is a store that processes share', { skip: findRedis().skip }, async (t) => {
  const redis = await shareRedis(t, 'cache');
  const [here, there] = [redisCacheStore(redis.first), redisCacheStore(redis.second)];
  t.teardown(() => Promise.all([here.close(), there.close()]));

  const enter: EnterCache = async () => {
    const other = await enterClaims(redis, 'cache-process.js');
    const claim = async (key: string) => {
      const kept = { keep: async () => Promise.resolve(false), release: async () => Promise.resolve() };
      return (await other.claim(key)) ? kept : undefined;
    };
    return { store: { ...here, claim }, crash: other.crash };
  };

  for (const { name, run } of CACHE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there, enter);
      t.pass('as every engine');
    });
  }

  await t.test('leaves nothing without an end', (t) => leavesNothingWithoutAnEnd(t, redis));
});
