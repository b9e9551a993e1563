import { randomUUID } from 'node:crypto';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { RedisConnection, redisTaskEngine } from '#src/index.js';

t.test('those who watch in another process hear of a job, and end without waiting', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const settings = { url, prefix: `notices-${process.pid}` };
  const [here, there] = [new RedisConnection(settings), new RedisConnection(settings)];
  const [sender, watcher] = [await redisTaskEngine(here), await redisTaskEngine(there)];
  const place = { task: 'a', queue: 'q' };
  const id = await sender.send({ ...place, input: 1, attempts: 1, priority: 0, delay: 0 });
  let count = 0;
  const heard = new Promise<void>((resolve) => {
    void watcher.watch(place, id, () => {
      count++;
      resolve();
    });
  });
  const queues = [{ name: 'q', concurrency: 1, isLimited: false }];
  await sender.work({ queues, run: async () => heard, retryAfter: () => undefined, patience: 5_000 });
  await heard;
  t.ok(count > 0);
  await Promise.all([sender.close(), watcher.close(), here.close(), there.close()]);
});

t.test('listens to a queue that it could not listen to before', { skip: findRedis().skip }, async (t) => {
  const connection = new RedisConnection({ url: await startRedis(t), prefix: `notices-again-${process.pid}` });
  const engine = await redisTaskEngine(connection);
  t.teardown(async () => {
    await engine.close();
    await connection.close();
  });
  await connection.untilReady(5_000);
  const events = connection.key('tasks', 'q', 'events');
  await connection.client.set(events, 'no stream');
  await t.rejects(
    engine.watch({ task: 'a', queue: 'q' }, randomUUID(), () => undefined),
    /WRONGTYPE/,
  );
  await connection.client.del(events);
  const stop = await engine.watch({ task: 'a', queue: 'q' }, randomUUID(), () => undefined);
  stop();
});
