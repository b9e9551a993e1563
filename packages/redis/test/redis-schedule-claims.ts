import { findRedis } from '@typhoon-apps/fixtures/redis';
import type { ScheduleTick } from '@typhoon/scale';
import { SCHEDULE_CONTRACT } from '@typhoon/scale/schedule-contract';
import type { EnterSchedules } from '@typhoon/scale/schedule-contract';
import t from 'tap';
import { redisScheduleClaims } from '#src/index.js';
import { enterClaims, leavesNothingWithoutAnEnd, shareRedis } from './fixtures/shared-redis.js';

t.test('claims among processes that share a Redis', { skip: findRedis().skip }, async (t) => {
  const redis = await shareRedis(t, 'schedules');
  const [here, there] = [redisScheduleClaims(redis.first), redisScheduleClaims(redis.second)];
  t.teardown(() => Promise.all([here.close(), there.close()]));

  const enter: EnterSchedules = async () => {
    const other = await enterClaims(redis, 'schedule-process.js');
    const claim = async (tick: ScheduleTick) => ((await other.claim(tick)) ? { release: async () => Promise.resolve() } : undefined);
    return { claims: { claim, close: async () => Promise.resolve() }, crash: other.crash };
  };

  for (const { name, run } of SCHEDULE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there, enter);
      t.pass('as every engine');
    });
  }

  await t.test('tells a server that was restarted empty of a run that is still under way', async (t) => {
    const tick = { name: 'lost', overlap: false, life: 60_000 };
    const claim = await here.claim({ ...tick, time: 1 });
    const key = redis.first.key('schedule', 'running', 'lost');
    await redis.first.client.del(key);
    while ((await redis.first.client.exists(key)) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    t.equal(await there.claim({ ...tick, time: 2 }), undefined);
    await claim?.release();
    t.not(await there.claim({ ...tick, time: 3 }), undefined);
  });

  await t.test('leaves nothing without an end', (t) => leavesNothingWithoutAnEnd(t, redis));
});
