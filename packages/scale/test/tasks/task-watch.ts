import { randomUUID } from 'node:crypto';
import t from 'tap';
import { memoryTaskEngine } from '#src/index.js';
import { watchJob } from '#src/tasks/task-watch.js';

t.test('ends at once for what is not known, and when its signal aborts', async (t) => {
  const engine = memoryTaskEngine();
  t.teardown(() => engine.close());
  const place = { task: 'a', queue: 'q' };
  t.strictSame(await listOf(watchJob(engine, place, randomUUID(), undefined)), []);
  const id = await engine.send({ ...place, input: 1, attempts: 1, priority: 0, delay: 0 });
  const leave = new AbortController();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { phase } of watchJob(engine, place, id, leave.signal)) {
      seen.push(phase);
      setImmediate(() => leave.abort(new Error('gone')));
    }
  })();
  await t.rejects(watching, { message: 'gone' });
  t.strictSame(seen, ['waiting']);
  await t.rejects(listOf(watchJob(engine, place, id, leave.signal)), { message: 'gone' });
});

t.test('looks again by itself, since what is told may be lost', async (t) => {
  const engine = memoryTaskEngine();
  // Whoever looks keeps no process alive.
  const alive = setInterval(() => undefined, 1_000);
  t.teardown(() => clearInterval(alive));
  const place = { task: 'a', queue: 'q' };
  const id = await engine.send({ ...place, input: 1, attempts: 1, priority: 0, delay: 0 });
  const deaf = { read: engine.read, watch: async () => Promise.resolve(() => undefined) };
  const seen: string[] = [];
  for await (const { phase } of watchJob(deaf, place, id, AbortSignal.timeout(20_000), 10)) {
    seen.push(phase);
    if (phase === 'waiting') {
      const queues = [{ name: 'q', concurrency: 1, isLimited: false }];
      await engine.work({ queues, run: async () => new Promise((resolve) => setTimeout(resolve, 50)), retryAfter: () => undefined, patience: 5_000 });
    }
  }
  t.equal(seen.at(-1), 'succeeded');
  await engine.close();
});

/** Node 20 has no `Array.fromAsync`. */
async function listOf<TItem>(items: AsyncIterable<TItem>): Promise<TItem[]> {
  const list: TItem[] = [];
  for await (const item of items) list.push(item);
  return list;
}
