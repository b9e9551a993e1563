import t from 'tap';
import { RedisConnection, redisTaskEngine } from '#src/index.js';

t.test('refuses what Redis cannot take, and waits for it no longer than two seconds', async (t) => {
  // Nobody listens on the port of discard.
  const connection = new RedisConnection({ url: 'redis://127.0.0.1:9' });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const job = { task: 'a', queue: 'q', input: 1, attempts: 1, priority: 0, delay: 0 };
  await t.rejects(engine.send(job), { message: /Redis cannot be reached/ });
});
