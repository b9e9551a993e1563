import { randomUUID } from 'node:crypto';
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

t.test('does what a killed worker has left, whatever the patience, and counts no attempt that was not begun', { skip: findRedis().skip }, async (t) => {
  const settings = { url: await startRedis(t), prefix: `left-${process.pid}` };
  const [here, there] = [new RedisConnection(settings), new RedisConnection(settings)];
  const [sender, living] = [await redisTaskEngine(here), await redisTaskEngine(there)];
  t.teardown(async () => {
    await Promise.all([sender.close(), living.close()]);
    await Promise.all([here.close(), there.close()]);
  });
  const place = { task: 'a', queue: 'q' };
  const jobs = [1, 2].map((attempts) => ({ ...place, id: randomUUID(), input: attempts, attempts, priority: 0, delay: 0 }));
  for (const job of jobs) await sender.send(job);
  // As a worker leaves them that was killed: taken, begun once, and locked no more.
  const { client } = here;
  for (const { id } of jobs) {
    await client.lrem(here.key('tasks', 'q', 'wait'), 1, id);
    await client.lpush(here.key('tasks', 'q', 'active'), id);
    await client.hset(here.key('tasks', 'q', id), 'ats', 1);
  }
  const seen: unknown[] = [];
  await living.work({
    queues: [{ name: 'q', concurrency: 2, isLimited: false }],
    retryAfter: () => undefined,
    // A third of it is no whole number of milliseconds.
    patience: 1_600,
    run: async ({ input, attempt, attempts }) => {
      seen.push([input, attempt]);
      if (attempt > attempts) throw new Error('not begun');
      return Promise.resolve(input);
    },
  });
  for (const job of jobs) {
    const ended = new Promise<void>((resolve) => {
      void living.watch(place, job.id, () => void living.read(place, job.id).then((record) => record?.endedAt !== undefined && resolve()));
    });
    if ((await living.read(place, job.id))?.endedAt === undefined) await ended;
  }
  t.strictSame(seen.sort(), [
    [1, 2],
    [2, 2],
  ]);
  const records = await Promise.all(jobs.map(async ({ id }) => living.read(place, id)));
  t.strictSame(
    records.map((record) => [record?.phase, record?.attempt, record?.attempts]),
    [
      ['failed', 1, 1],
      ['succeeded', 2, 2],
    ],
  );
});

t.test('counts a queue without jobs, and makes nothing for it', { skip: findRedis().skip }, async (t) => {
  const settings = { url: await startRedis(t), prefix: `counts-${process.pid}` };
  const [here, there] = [new RedisConnection(settings), new RedisConnection(settings)];
  const [sender, asking] = [await redisTaskEngine(here), await redisTaskEngine(there)];
  t.teardown(async () => {
    await Promise.all([sender.close(), asking.close()]);
    await Promise.all([here.close(), there.close()]);
  });
  await there.untilReady(5_000);
  t.strictSame(await asking.counts('former'), { waiting: 0, delayed: 0, running: 0, failed: 0 });
  t.strictSame(await there.client.keys(there.key('*')), []);
  for (const [priority, delay] of [
    [0, 0],
    [1, 0],
    [0, 3_600_000],
  ] as const)
    await sender.send({ id: randomUUID(), task: 'a', queue: 'former', input: 1, attempts: 1, priority, delay });
  t.strictSame(await asking.counts('former'), { waiting: 2, delayed: 1, running: 0, failed: 0 });
});
