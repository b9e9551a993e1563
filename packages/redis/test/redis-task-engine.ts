import { findRedis, ownRedisSkip, startOwnRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import { TASK_CONTRACT } from '@typhoon/scale/task-contract';
import { Command } from 'ioredis';
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
  const ids: string[] = [];
  for (const attempts of [1, 2]) ids.push(await sender.send({ ...place, input: attempts, attempts, priority: 0, delay: 0 }));
  // As a worker leaves them that was killed: taken, begun once, and locked no more.
  const { client } = here;
  for (const id of await client.lrange(here.key('tasks', 'q', 'wait'), 0, -1)) {
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
  for (const id of ids) {
    const ended = new Promise<void>((resolve) => {
      void living.watch(place, id, () => void living.read(place, id).then((record) => record?.endedAt !== undefined && resolve()));
    });
    if ((await living.read(place, id))?.endedAt === undefined) await ended;
  }
  t.strictSame(seen.sort(), [
    [1, 2],
    [2, 2],
  ]);
  const records = await Promise.all(ids.map(async (id) => living.read(place, id)));
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
    await sender.send({ task: 'a', queue: 'former', input: 1, attempts: 1, priority, delay });
  t.strictSame(await asking.counts('former'), { waiting: 2, delayed: 1, running: 0, failed: 0 });
});

t.test('lets BullMQ count, and knows a job only by its whole id', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `ids-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const place = { task: 'a', queue: 'q' };
  const job = { ...place, input: 1, attempts: 1, priority: 0, delay: 0 };
  const id = await engine.send(job);
  t.match(id, /^00000000-0001-8/);
  t.match(await engine.read(place, id), { id, input: 1 });
  t.strictSame(await connection.client.lrange(connection.key('tasks', 'q', 'wait'), 0, -1), ['1'], 'BullMQ calls it so');
  const end = id.endsWith('0') ? '1' : '0';
  t.equal(await engine.read(place, id.slice(0, -1) + end), undefined, 'one digit of the secret is wrong');
  t.equal(await engine.read({ ...place, queue: 'other' }, id), undefined, 'in another queue');

  await engine.work({
    queues: [{ name: 'q', concurrency: 1, isLimited: false }],
    retryAfter: () => undefined,
    patience: 5_000,
    run: async () => Promise.reject(new Error('it fails')),
  });
  while ((await engine.read(place, id))?.phase !== 'failed') await new Promise((resolve) => setTimeout(resolve, 10));
  t.equal(await engine.retry(place, id.slice(0, -1) + end), false);
  t.strictSame(
    (await engine.failed('q', 10)).map((record) => record.id),
    [id],
  );
  t.equal(await engine.retry(place, id), true);
});

t.test('takes no job for another one that was counted before the server was emptied', { skip: ownRedisSkip() }, async (t) => {
  const { url } = await startOwnRedis(t);
  const connection = new RedisConnection({ url });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const place = { task: 'a', queue: 'q' };
  const send = async () => engine.send({ ...place, input: 1, attempts: 1, priority: 0, delay: 0 });
  const before = await send();
  await connection.client.flushall();
  const after = await send();
  t.equal(after.slice(0, 13), before.slice(0, 13), 'it counts again');
  t.match(await engine.read(place, after), { id: after });
  t.equal(await engine.read(place, before), undefined);
});

t.test('tells of the job that has the unique key though it is gone when its id is told', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `gone-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  const place = { task: 'a', queue: 'q' };
  const job = { ...place, input: 1, attempts: 1, priority: 0, delay: 0, unique: 'k' };
  const id = await engine.send(job);
  // A job is forgotten when others are kept instead: between the answer to who sends and its being read.
  const { client } = connection;
  const send = client.sendCommand.bind(client);
  t.teardown(() => (client.sendCommand = send));
  client.sendCommand = (command, stream) => {
    const answer = send(command, stream);
    if (command.name === 'evalsha') void send(new Command('del', [connection.key('tasks', 'q', id)]));
    return answer;
  };
  t.equal(await engine.send({ ...job, input: 2 }), id);
  t.equal(await engine.read(place, id), undefined);
});
