import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection } from '#src/index.js';
import { RedisScript } from '#src/redis-script.js';

t.test('runs on a server that does not know it yet, and passes on what goes wrong', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t) });
  t.teardown(() => connection.close());
  await connection.untilReady(5_000);
  const script = new RedisScript(`return { KEYS[1], ARGV[1], 7 } -- ${process.pid}`);
  for (const time of ['sent', 'known'])
    t.strictSame(await script.run(connection.client, ['a'], [Buffer.from('é')]), [Buffer.from('a'), Buffer.from('é'), 7], time);
  await t.rejects(new RedisScript('return nonsense(').run(connection.client, [], []), { message: /compiling script/ });
});
