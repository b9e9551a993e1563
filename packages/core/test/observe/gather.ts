// Runs in a process of its own: it is the primary of a cluster.
import cluster from 'node:cluster';
import { once } from 'node:events';
import type { Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { joinGathering, serveGather } from '#src/internal.js';

/** What is sent to a worker before it listens is lost. */
async function untilUp(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    worker.on('message', (message) => message === 'up' && resolve());
  });
}

if (cluster.isPrimary) {
  t.test('a process that is alone knows only itself', async (t) => {
    t.strictSame(await joinGathering('pids', () => 1).gather(), [1]);
  });

  t.test('a worker learns what all workers know, those that have gone left out', async (t) => {
    cluster.setupPrimary({ exec: fileURLToPath(import.meta.url) });
    serveGather();
    const workers = [1, 2, 3].map(() => cluster.fork());
    t.teardown(() => workers.forEach((worker) => worker.process.kill('SIGKILL')));
    const told = async (worker: Worker): Promise<unknown> => {
      const heard = new Promise((resolve) => {
        const listen = (message: unknown): void => {
          if (!Array.isArray(message)) return;
          worker.off('message', listen);
          resolve([...(message as number[])].sort());
        };
        worker.on('message', listen);
      });
      worker.send('tell');
      return heard;
    };
    const [first, second, third] = workers as [Worker, Worker, Worker];
    await Promise.all(workers.map(async (worker) => untilUp(worker)));
    const pids = [first, second, third].map(({ process: { pid } }) => pid).sort();
    // A worker is known once it has said that it is there.
    while (JSON.stringify(await told(first)) !== JSON.stringify(pids)) await new Promise((resolve) => setTimeout(resolve, 20));
    t.strictSame(await told(second), pids);
    third.process.kill('SIGKILL');
    await once(third, 'exit');
    t.strictSame(
      await told(first),
      pids.filter((pid) => pid !== third.process.pid),
    );
  });
} else {
  const { gather } = joinGathering('pids', () => process.pid);
  process.on('message', (message) => {
    if (message === 'tell') void gather().then((values) => process.send?.(values));
  });
  process.send?.('up');
}
