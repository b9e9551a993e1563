import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { NonRetryableError, Task, Type, createApp, tasks, tasksOf } from '#src/index.js';
import type { SentTask, TaskOptions, Tasks } from '#src/index.js';

/** A release of an application: its task has a limit, or has none. */
function createRelease(options: Pick<TaskOptions, 'concurrency'>) {
  class Chores {
    @Task('chores.sweep', { ...options, input: Type.String(), output: Type.String() })
    sweep(what: string): string {
      if (what === 'bad') throw new NonRetryableError('It is bad.');
      return `${what} is done`;
    }
  }
  return { Chores, chores: tasksOf(Chores) };
}

t.test('does, shows and tries again what was sent before a task got its concurrency, or lost it', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  for (const [before, after] of [
    [{ concurrency: 1 }, {}],
    [{}, { concurrency: 1 }],
  ] as const) {
    const redis = { url, prefix: `release-${process.pid}-${Object.keys(before).length}` };
    const start = async ({ Chores }: ReturnType<typeof createRelease>, work: boolean) => {
      const app = createApp({
        ...{ title: 'Chores', version: '1.0.0', controllers: [], server: { logger: false } },
        tasks: { classes: [Chores], work, patience: '1s' },
        redis,
      });
      t.teardown(() => app.close());
      await app.ready();
      return (await app.run(tasks, (value: Tasks) => ({ value }))).value;
    };
    const [older, newer] = [createRelease(before), createRelease(after)];
    const sender = await start(older, false);
    const [good, bad] = [await sender.send(older.chores.sweep, 'floor'), await sender.send(older.chores.sweep, 'bad')];
    const worker = await start(newer, true);
    t.equal(await worker.get(newer.chores.sweep, good.id).result({ timeout: '20s' }), 'floor is done');
    const isOver = async (sent: SentTask): Promise<unknown> => sent.result({ timeout: '20s' });
    await t.rejects(isOver(worker.get(newer.chores.sweep, bad.id)), { message: 'It is bad.' });
    t.match(await worker.status(newer.chores.sweep, bad.id), { phase: 'failed' });
    t.strictSame(
      (await worker.failed()).map(({ id }) => id),
      [bad.id],
    );
    t.equal(await worker.retry(newer.chores.sweep, bad.id), true);
    await t.rejects(isOver(worker.get(newer.chores.sweep, bad.id)), { message: 'It is bad.' });
  }
});
