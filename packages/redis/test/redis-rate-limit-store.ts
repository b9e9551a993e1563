import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findRedis } from '@typhoon-apps/fixtures/redis';
import { RATE_LIMIT_CONTRACT } from '@typhoon/scale/rate-limit-contract';
import t from 'tap';
import { redisRateLimitStore } from '#src/index.js';
import { leavesNothingWithoutAnEnd, shareRedis } from './fixtures/shared-redis.js';

t.test('counts for all processes together', { skip: findRedis().skip }, async (t) => {
  const redis = await shareRedis(t, 'rate');
  const [here, there] = [redisRateLimitStore(redis.first), redisRateLimitStore(redis.second)];
  t.teardown(() => Promise.all([here.close(), there.close()]));

  for (const { name, run } of RATE_LIMIT_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there);
      t.pass('as every engine');
    });
  }

  await t.test('lets exactly as many through as the limit says, of what two processes ask at once', async (t) => {
    const program = fileURLToPath(new URL('fixtures/rate-limit-process.js', import.meta.url));
    const children = [1, 2].map(() => fork(program, [redis.url, redis.prefix]));
    t.teardown(() => children.forEach((child) => child.disconnect()));
    await Promise.all(children.map((child) => once(child, 'message')));
    const answers = children.map((child) => once(child, 'message'));
    for (const child of children) child.send(150);
    const passed = (await Promise.all(answers)).map(([count]) => Number(count));
    t.equal(
      passed.reduce((sum, count) => sum + count),
      100,
    );
    const { states } = await here.take([{ key: 'wide', limit: 1_000, window: 600_000, cost: 1 }]);
    t.equal(states[0]?.remaining, 899, 'those that were refused count in no other window');
  });

  await t.test('leaves nothing without an end', (t) => leavesNothingWithoutAnEnd(t, redis));
});
