import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { CACHE_CONTRACT } from '@typhoon/scale/cache-contract';
import type { EnterCache } from '@typhoon/scale/cache-contract';
import t from 'tap';
import { RedisConnection, redisCacheStore } from '#src/index.js';

t.test('is a store that processes share', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const prefix = `cache-${process.pid}`;
  const [first, second] = [new RedisConnection({ url, prefix }), new RedisConnection({ url, prefix })];
  const [here, there] = [redisCacheStore(first), redisCacheStore(second)];
  t.teardown(() => Promise.all([here.close(), there.close(), first.close(), second.close()]));
  await Promise.all([first.untilReady(5_000), second.untilReady(5_000)]);

  /** Claims in a process of its own, which is killed. */
  const enter: EnterCache = async () => {
    const child = fork(fileURLToPath(new URL('fixtures/cache-process.js', import.meta.url)), [url, prefix]);
    await once(child, 'message');
    const claim = async (key: string) => {
      child.send(key);
      await once(child, 'message');
      return { keep: async () => Promise.resolve(false), release: async () => Promise.resolve() };
    };
    const crash = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { store: { ...here, claim }, crash };
  };

  for (const { name, run } of CACHE_CONTRACT) {
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
