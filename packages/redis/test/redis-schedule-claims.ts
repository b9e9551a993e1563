import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import type { ScheduleTick } from '@typhoon/scale';
import { SCHEDULE_CONTRACT } from '@typhoon/scale/schedule-contract';
import type { EnterSchedules } from '@typhoon/scale/schedule-contract';
import t from 'tap';
import { RedisConnection, redisScheduleClaims } from '#src/index.js';

t.test('claims among processes that share a Redis', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const prefix = `schedules-${process.pid}`;
  const [first, second] = [new RedisConnection({ url, prefix }), new RedisConnection({ url, prefix })];
  const [here, there] = [redisScheduleClaims(first), redisScheduleClaims(second)];
  t.teardown(() => Promise.all([here.close(), there.close(), first.close(), second.close()]));
  await Promise.all([first.untilReady(5_000), second.untilReady(5_000)]);

  /** Claims in a process of its own, which is killed. */
  const enter: EnterSchedules = async () => {
    const child = fork(fileURLToPath(new URL('fixtures/schedule-process.js', import.meta.url)), [url, prefix]);
    await once(child, 'message');
    const claim = async (tick: ScheduleTick) => {
      child.send(tick);
      const [{ claimed }] = (await once(child, 'message')) as [{ readonly claimed: boolean }];
      return claimed ? { release: async () => Promise.resolve() } : undefined;
    };
    const crash = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { claims: { claim, close: async () => Promise.resolve() }, crash };
  };

  for (const { name, run } of SCHEDULE_CONTRACT) {
    await t.test(name, async (t) => {
      await run(here, there, enter);
      t.pass('as every engine');
    });
  }

  t.test('leaves nothing without an end', async (t) => {
    const keys = await first.client.keys(`${prefix}:*`);
    const times = await Promise.all(keys.map((key) => first.client.pttl(key)));
    t.not(keys.length, 0);
    t.strictSame(
      times.filter((time) => time === -1),
      [],
    );
  });
});
