import { findRedis } from '@typhoon-apps/fixtures/redis';
import { SESSION_STORE_CONTRACT } from '@typhoon/web/session-store-contract';
import t from 'tap';
import { redisSessionStore } from '#src/index.js';
import { leavesNothingWithoutAnEnd, shareRedis } from './fixtures/shared-redis.js';

t.test('is a store of sessions that processes share', { skip: findRedis().skip }, async (t) => {
  const redis = await shareRedis(t, 'session');
  const [here, there] = [redisSessionStore(redis.first), redisSessionStore(redis.second)];

  for (const { name, run } of SESSION_STORE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there);
      t.pass('as every engine');
    });
  }

  await t.test('leaves nothing without an end', (t) => leavesNothingWithoutAnEnd(t, redis));
});
