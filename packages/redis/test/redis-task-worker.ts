import { findRedis, ownRedisSkip, startOwnRedis, startRedis } from '@typhoon-apps/fixtures/redis';
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
    for (let input = 0; input < 5; input++) await engine.send({ task: name, queue: name, input, attempts: 1, priority: 0, delay: 0 });
  const worker = await engine.work({ queues, run: async ({ input }) => Promise.resolve(done.push(input)), retryAfter: () => undefined, patience: 5_000 });
  await worker.idle();
  t.equal(done.length, 10);
  t.equal(await worker.stop(1_000), 0);
  t.equal(worker.isHealthy, false, 'it has ended');
});

t.test('ends at its deadline though a job heeds no signal, which has failed then, and leaves nothing behind', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `deaf-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  const job = { task: 'a', queue: 'a', input: 1, attempts: 1, priority: 0, delay: 0 };
  const id = await engine.send(job);
  const queues = [{ name: 'a', concurrency: 1, isLimited: false }];
  const worker = await engine.work({ queues, run: async () => new Promise(() => undefined), retryAfter: () => undefined, patience: 30_000 });
  while (worker.running === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  t.equal(await worker.stop(10), 1);
  t.match(await engine.read(job, id), { phase: 'failed', error: { name: 'AbortError' } });
  await engine.close();
  await connection.close();
  // What kept the process would be a timer of BullMQ: this file would not end.
});

t.test('does what is left in a queue that nothing is sent to any more, whenever it comes', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `former-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const done: unknown[] = [];
  const send = async (queue: string, delay: number) => engine.send({ task: queue, queue, input: queue, attempts: 1, priority: 0, delay });
  await send('early', 100);
  const worker = await engine.work({
    queues: [{ name: 'tasks', concurrency: 2, isLimited: false }],
    formerQueues: { names: ['early', 'late', 'never'], concurrency: 2 },
    run: async ({ input }) => Promise.resolve(done.push(input)),
    retryAfter: () => undefined,
    patience: 1_000,
  });
  await send('late', 0);
  while (done.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  t.strictSame(done.sort(), ['early', 'late']);
  t.equal(await worker.stop(1_000), 0);
});

t.test('tells a server that was restarted empty how many of a task may run at once', { skip: ownRedisSkip() }, async (t) => {
  const server = await startOwnRedis(t);
  const connection = new RedisConnection({ url: server.url });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const queues = [{ name: 'narrow', concurrency: 3, isLimited: true }];
  await engine.work({ queues, run: async () => Promise.resolve(), retryAfter: () => undefined, patience: 5_000 });
  const read = async () => connection.client.hget(connection.key('tasks', 'narrow', 'meta'), 'concurrency').catch(() => null);
  t.equal(await read(), '3');
  await server.kill();
  await server.start();
  await connection.untilReady(5_000);
  while ((await read()) === null) await new Promise((resolve) => setTimeout(resolve, 20));
  t.equal(await read(), '3');
});
