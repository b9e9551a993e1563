import { Depends, Model, Type, dependency, log, signal } from '@typhoon/core';
import t from 'tap';
import { Task, job, tasksOf } from '#src/index.js';
import type { Job, TaskState } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

class Order extends Model({ year: Type.Integer({ minimum: 2000 }), at: Type.DateTime() }) {}
class Report extends Model({ lines: Type.Integer(), made: Type.DateTime() }) {}
const AT = new Date('2026-01-02T03:04:05.000Z');

t.test('is given its input decoded, its job and its dependencies, which are closed when it is done', async (t) => {
  const seen: unknown[] = [];
  const transaction = dependency({ job }, async function* ({ job }) {
    yield job.id;
    seen.push('committed');
    await Promise.resolve();
  });
  class Store {
    readonly name = 'store';
  }
  class Reports {
    constructor(@Depends(Store) private readonly store: Store) {}

    @Task('reports.build', { input: Order, output: Report, progress: Type.Number({ maximum: 100 }) })
    async build(order: Order, job: Job<number>, @Depends(transaction) tx: string, @Depends(signal) aborted: AbortSignal): Promise<Report> {
      seen.push([this.store.name, order.year, order.at, tx === job.id, aborted === job.signal, job.attempt, job.attempts]);
      await job.progress(50);
      return { lines: order.year, made: order.at };
    }

    @Task('reports.count', { input: Order })
    count(order: Order, @Depends(log) logger: { info: unknown }) {
      seen.push([order.year, typeof logger.info]);
    }

    @Task('reports.sweep')
    sweep(job: Job) {
      seen.push(job.task);
    }

    @Task('reports.nothing', { output: Type.Integer() })
    nothing() {
      return 3;
    }
  }
  const reports = tasksOf(Reports);
  const { app, tasks } = await startTasks(t, [Reports]);
  const sent = await tasks.send(reports.build, { year: 2026, at: AT });
  const report: Report = await sent.result();
  t.strictSame(report, { lines: 2026, made: AT });
  t.strictSame(seen.splice(0), [['store', 2026, AT, true, true, 1, 4], 'committed']);
  const state: TaskState<Report, number> | undefined = await tasks.status(reports.build, sent.id);
  t.match(state, { phase: 'succeeded', attempt: 1, progress: 50, result: { made: AT }, task: 'reports.build' });
  await tasks.send(reports.count, { year: 2026, at: AT });
  await tasks.send(reports.sweep);
  t.equal(await (await tasks.send(reports.nothing)).result(), 3);
  await app.backgroundIdle();
  t.strictSame(seen, [[2026, 'function'], 'reports.sweep']);
});

t.test('checks its types against its schemas at compile time', (t) => {
  class Store {
    readonly name = 'store';
  }

  class Reports {
    @Task('a', { input: Order, output: Report })
    fits(_order: { year: number }, _job: Job<string>): Report | Promise<Report> {
      return { lines: 1, made: AT };
    }

    // @ts-expect-error the input is an Order, whose year is a number
    @Task('b', { input: Order })
    input(_order: { year: string }) {
      return 1;
    }

    // @ts-expect-error the output is a Report
    @Task('c', { output: Report })
    output() {
      return { lines: 'x' };
    }

    // @ts-expect-error its progress is a number
    @Task('d', { input: Order, progress: Type.Number() })
    progress(_order: Order, _job: Job<string>) {
      return undefined;
    }

    // @ts-expect-error without an input the job comes first
    @Task('e')
    first(_year: number) {
      return undefined;
    }

    // @ts-expect-error without an input the job comes first, also before what it depends on
    @Task('g')
    source(@Depends(Store) _store: Store) {
      return undefined;
    }

    @Task('h')
    any(_job: { readonly signal: AbortSignal }, @Depends(Store) _store: Store) {
      return undefined;
    }

    // @ts-expect-error a task is called on an instance
    @Task('f')
    static none() {
      return 1;
    }
  }
  const reports = tasksOf(Reports);
  t.ok(reports.fits);
  const check = async (tasks: Awaited<ReturnType<typeof startTasks>>['tasks']) => {
    // @ts-expect-error the input is missing
    await tasks.send(reports.fits);
    // @ts-expect-error the input has another type
    await tasks.send(reports.fits, { year: '2026' });
    // @ts-expect-error there is no such task
    await tasks.send(reports.unknown);
    // @ts-expect-error its result is a Report
    const wrong: string = await (await tasks.send(reports.fits, { year: 1 })).result();
    return wrong;
  };
  t.type(check, 'function');
  t.end();
});
