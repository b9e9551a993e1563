import { randomUUID } from 'node:crypto';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection, redisTaskEngine } from '#src/index.js';

t.test('waits until nothing waits, in whichever queue', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `worker-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const done: unknown[] = [];
  const queues = ['a', 'b'].map((name) => ({ name, concurrency: 2, isLimited: name === 'b' }));
  for (const { name } of queues)
    for (let input = 0; input < 5; input++) await engine.send({ id: randomUUID(), task: name, queue: name, input, attempts: 1, priority: 0, delay: 0 });
  const worker = await engine.work({ queues, run: async ({ input }) => Promise.resolve(done.push(input)), retryAfter: () => undefined, patience: 5_000 });
  await worker.idle();
  t.equal(done.length, 10);
  t.equal(await worker.stop(1_000), 0);
  t.equal(worker.isHealthy, false, 'it has ended');
});

t.test('ends at its deadline though a job heeds no signal, which has failed then, and leaves nothing behind', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `deaf-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  const job = { id: randomUUID(), task: 'a', queue: 'a', input: 1, attempts: 1, priority: 0, delay: 0 };
  await engine.send(job);
  const queues = [{ name: 'a', concurrency: 1, isLimited: false }];
  const worker = await engine.work({ queues, run: async () => new Promise(() => undefined), retryAfter: () => undefined, patience: 30_000 });
  while (worker.running === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  t.equal(await worker.stop(10), 1);
  t.match(await engine.read(job, job.id), { phase: 'failed', error: { name: 'AbortError' } });
  await engine.close();
  await connection.close();
  // What kept the process would be a timer of BullMQ: this file would not end.
});
