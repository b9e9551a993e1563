import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { SESSION_STORE_CONTRACT } from '@typhoon/web/session-store-contract';
import t from 'tap';
import { RedisConnection, redisSessionStore } from '#src/index.js';

t.test('is a store of sessions that processes share', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const prefix = `session-${process.pid}`;
  const [first, second] = [new RedisConnection({ url, prefix }), new RedisConnection({ url, prefix })];
  t.teardown(() => Promise.all([first.close(), second.close()]));
  await Promise.all([first.untilReady(5_000), second.untilReady(5_000)]);
  const [here, there] = [redisSessionStore(first), redisSessionStore(second)];

  for (const { name, run } of SESSION_STORE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there);
      t.pass('as every engine');
    });
  }

  t.test('leaves nothing without an end', async (t) => {
    const keys = await first.client.keys(`${prefix}:*`);
    const times = await Promise.all(keys.map((key) => first.client.pttl(key)));
    t.not(keys.length, 0);
    t.notOk(times.includes(-1));
  });
});
