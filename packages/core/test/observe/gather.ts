// Runs in a process of its own: it is the primary of a cluster.
import cluster from 'node:cluster';
import { once } from 'node:events';
import type { Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { joinGathering, serveGather } from '#src/internal.js';

type Counted = Awaited<ReturnType<typeof read>>[number];

/** A counter of its own for each worker, so that a sum tells which are in it: 1, 10, 100. */
const read = async () =>
  Promise.resolve([
    { name: 'steps_total', type: 'counter', aggregator: 'sum', values: [{ labels: {}, value: Number(process.env['STEPS'] ?? 1) }] },
    { name: 'pid', type: 'gauge', aggregator: 'sum', values: [{ labels: {}, value: process.pid }] },
  ]);

const stepsOf = (records: readonly Counted[]): number | undefined => records.find(({ name }) => name === 'steps_total')?.values[0]?.value;

/** What is sent to a worker before it listens is lost. */
async function untilUp(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    worker.on('message', (message) => message === 'up' && resolve());
  });
}

if (cluster.isPrimary) {
  t.test('a process that is alone knows only itself', async (t) => {
    const { gather, close } = joinGathering('steps', read);
    t.strictSame(await gather(), { values: [await read()], past: [] });
    await close();
  });

  t.test('a worker learns what all workers have counted, those that are gone and those that do not answer among them', async (t) => {
    cluster.setupPrimary({ exec: fileURLToPath(import.meta.url) });
    serveGather();
    const workers = [1, 10, 100].map((steps) => cluster.fork({ STEPS: steps }));
    t.teardown(() => workers.forEach((worker) => worker.process.kill('SIGKILL')));
    /** The counters of those that live, and the sum of the others. */
    const told = async (worker: Worker): Promise<{ readonly values: readonly (number | undefined)[]; readonly past: readonly Counted[] }> => {
      const heard = new Promise<{ values: Counted[][]; past: Counted[] }>((resolve) => {
        const listen = (message: object): void => {
          if (!('values' in message) || 'typhoon.gather' in message) return;
          worker.off('message', listen);
          resolve(message as { values: Counted[][]; past: Counted[] });
        };
        worker.on('message', listen);
      });
      worker.send('tell');
      const { values, past } = await heard;
      return { values: values.map(stepsOf).sort(), past };
    };
    const [first, second, third] = workers as [Worker, Worker, Worker];
    await Promise.all(workers.map(async (worker) => untilUp(worker)));
    // A worker is known once it has said that it is there.
    while ((await told(first)).values.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    t.strictSame(await told(second), { values: [1, 10, 100], past: [] });

    third.process.kill('SIGKILL');
    await once(third, 'exit');
    const afterKill = await told(first);
    t.strictSame([afterKill.values, afterKill.past.map(({ name }) => name), stepsOf(afterKill.past)], [[1, 10], ['steps_total'], 100]);

    second.process.kill('SIGSTOP');
    t.strictSame((await told(first)).values, [1, 10], 'one that does not answer has counted what it said before');
    second.process.kill('SIGCONT');

    second.send('more and close');
    while ((await told(first)).values.length > 1) await new Promise((resolve) => setTimeout(resolve, 20));
    t.equal(stepsOf((await told(first)).past), 100 + 15, 'one that ends tells its last');
    second.process.kill('SIGKILL');
    await once(second, 'exit');
    t.equal(stepsOf((await told(first)).past), 100 + 15, 'and is counted once');
  });
} else {
  const { gather, close } = joinGathering('steps', read);
  process.on('message', (message) => {
    if (message === 'tell') void gather().then((gathered) => process.send?.(gathered));
    if (message !== 'more and close') return;
    process.env['STEPS'] = '15';
    void close();
  });
  process.send?.('up');
}
