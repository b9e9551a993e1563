import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { TASK_CONTRACT } from '@typhoon/scale/task-contract';
import t from 'tap';
import { RedisConnection, redisTaskEngine } from '#src/index.js';

t.test('is an engine of tasks as any other', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  for (const [index, { name, run }] of TASK_CONTRACT.entries()) {
    await t.test(name, async (t) => {
      const connection = new RedisConnection({ url, prefix: `tasks-${process.pid}-${index}` });
      const engine = await redisTaskEngine(connection);
      t.teardown(async () => {
        await engine.close();
        await connection.close();
      });
      await run(engine);
      t.pass('as every engine');
    });
  }
});
