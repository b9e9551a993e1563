/**
 * What every engine of `TaskEngine` does: `@typhoon/scale/task-contract`. Each check runs against an engine of its own, and
 * throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of TASK_CONTRACT) test(name, () => run(createEngine()));
 */
import { deepStrictEqual as same, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobRecord, NewJob, TakenJob, TaskEngine, TaskWorker, WorkOptions } from './task-engine.js';
import { watchJob } from './task-watch.js';

/** One thing that an engine does. */
export interface TaskCheck {
  /** A sentence. */
  readonly name: string;
  /** @param engine One that keeps nothing yet. */
  readonly run: (engine: TaskEngine) => Promise<void>;
}

const QUEUE = 'tasks';
const TASK = 'chore';
const place = { task: TASK, queue: QUEUE };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function newJob(input: unknown, more: Partial<NewJob> = {}): NewJob {
  return { task: TASK, queue: QUEUE, input, attempts: 3, priority: 0, delay: 0, ...more };
}

/** Does what `run` does, one job at a time, and tries again at once. */
async function work(engine: TaskEngine, run: WorkOptions['run'], more: Partial<WorkOptions> = {}): Promise<TaskWorker> {
  const retryAfter: WorkOptions['retryAfter'] = ({ attempt, attempts }, error) =>
    attempt >= attempts || (error as Error).name === 'FinalError' ? undefined : 1;
  return engine.work({ queues: [{ name: QUEUE, concurrency: 1, isLimited: false }], run, retryAfter, patience: 5_000, ...more });
}

/** How a job ends. */
async function ended(engine: TaskEngine, id: string, where = place): Promise<JobRecord> {
  let last: JobRecord | undefined;
  for await (const record of watchJob(engine, where, id, AbortSignal.timeout(20_000))) last = record;
  ok(last !== undefined, 'the job is known');
  return last;
}

/** Resolves when a job runs. */
async function running(engine: TaskEngine, id: string): Promise<void> {
  for await (const { phase } of watchJob(engine, place, id, AbortSignal.timeout(20_000))) if (phase === 'running') return;
}

/** The checks, in no particular order. */
export const TASK_CONTRACT: readonly TaskCheck[] = [
  {
    name: 'does what is sent, and keeps how it went',
    run: async (engine) => {
      const seen: Pick<TakenJob, 'id' | 'input' | 'attempt' | 'attempts' | 'headers'>[] = [];
      const worker = await work(engine, async ({ id, input, attempt, attempts, headers, progress }) => {
        seen.push({ id, input, attempt, attempts, headers });
        await progress({ done: 1 });
        return { echoed: input };
      });
      const job = newJob({ text: 'é\u0000"', list: [1, null] }, { headers: { traceparent: '00-1' } });
      const id = await engine.send(job);
      const record = await ended(engine, id);
      same([record.id, seen], [id, [{ id, input: job.input, attempt: 1, attempts: 3, headers: { traceparent: '00-1' } }]]);
      same([record.phase, record.result, record.progress, record.error], ['succeeded', { echoed: job.input }, { done: 1 }, undefined]);
      ok(record.sentAt <= (record.startedAt ?? 0) && (record.startedAt ?? 0) <= (record.endedAt ?? 0));
      same(await engine.read({ ...place, task: 'other' }, id), undefined, 'a job of another task');
      same(await engine.read(place, randomUUID()), undefined);
      await worker.idle();
      same([worker.running, worker.isHealthy], [0, true]);
    },
  },
  {
    name: 'gives each job a UUID of its own, and knows none by any other text',
    run: async (engine) => {
      const jobs = [newJob(1), newJob(2), newJob(3, { unique: 'k' }), newJob(4, { unique: 'l' }), newJob(5, { delay: 60_000 })];
      const ids = await Promise.all(jobs.map(async (job) => engine.send(job)));
      same(new Set(ids).size, jobs.length);
      for (const [index, id] of ids.entries()) {
        ok(UUID.test(id), id);
        const record = await engine.read(place, id);
        same([record?.id, record?.input], [id, jobs[index]?.input]);
      }
      const [first = '', second = ''] = ids;
      const mixed = [first.slice(0, 13) + second.slice(13), second.slice(0, 14) + first.slice(14), first.toUpperCase(), ` ${first}`, `${first}\n`];
      for (const id of [...mixed, ...['', '0', '1', 'meta', '..', '1:lock', '\0', '💥', 'x'.repeat(100_000)]]) {
        if (ids.includes(id)) continue;
        same(await engine.read(place, id), undefined, id.slice(0, 40));
        same(await engine.retry(place, id), false, id.slice(0, 40));
        (await engine.watch(place, id, () => undefined))();
      }
    },
  },
  {
    name: 'tells those who watch of each change, also where nothing is returned',
    run: async (engine) => {
      const id = await engine.send(newJob(undefined));
      const phases: string[] = [];
      const watching = (async () => {
        for await (const { phase, progress } of watchJob(engine, place, id, AbortSignal.timeout(20_000))) phases.push(`${phase} ${String(progress)}`);
      })();
      await until(() => phases.length > 0);
      await work(engine, async ({ progress }) => {
        await progress('half');
        await wait(200);
        return undefined;
      });
      await watching;
      ok(phases.includes('waiting undefined') && phases.includes('running half'), phases.join());
      same(phases.at(-1), 'succeeded half');
    },
  },
  {
    name: 'tries again what fails, and keeps what has failed for good until it is tried once more',
    run: async (engine) => {
      let isMended = false;
      const attempts: number[] = [];
      await work(engine, async ({ attempt }) => {
        attempts.push(attempt);
        if (!isMended) throw new RangeError('broken');
        return Promise.resolve('mended');
      });
      const sent = await engine.send(newJob(1));
      const failed = await ended(engine, sent);
      same([attempts.splice(0), failed.phase, failed.attempt, failed.error], [[1, 2, 3], 'failed', 3, { name: 'RangeError', message: 'broken' }]);
      same(
        (await engine.failed(QUEUE, 10)).map(({ id, input, error }) => [id, input, error?.message]),
        [[sent, 1, 'broken']],
      );
      same((await engine.counts(QUEUE)).failed, 1);
      same(await engine.retry(place, randomUUID()), false);
      isMended = true;
      same(await engine.retry(place, sent), true);
      const record = await ended(engine, sent);
      same([attempts, record.phase, record.result, await engine.failed(QUEUE, 10)], [[1], 'succeeded', 'mended', []]);
      same(await engine.retry(place, sent), false, 'no dead letter any more');
    },
  },
  {
    name: 'does not try again what is said to be final',
    run: async (engine) => {
      await work(engine, async () => Promise.reject(Object.assign(new Error('no use'), { name: 'FinalError' })));
      const { phase, attempt, error } = await ended(engine, await engine.send(newJob(1)));
      same([phase, attempt, error], ['failed', 1, { name: 'FinalError', message: 'no use' }]);
    },
  },
  {
    name: 'begins a delayed job when its time has come, and small numbers of priority before large ones',
    run: async (engine) => {
      const seen: unknown[] = [];
      const later = await engine.send(newJob('later', { delay: 700 }));
      for (const job of [newJob('last', { priority: 9 }), newJob('first'), newJob('second', { priority: 1 })]) await engine.send(job);
      same(await engine.counts(QUEUE), { waiting: 3, delayed: 1, running: 0, failed: 0 });
      same((await engine.read(place, later))?.phase, 'delayed');
      await work(engine, async ({ input }) => Promise.resolve(seen.push(input)));
      const { startedAt, sentAt } = await ended(engine, later);
      same(seen, ['first', 'second', 'last', 'later']);
      ok((startedAt ?? 0) - sentAt >= 690, 'not before its time');
    },
  },
  {
    name: 'takes one of a unique key while it waits or runs, and another one after it',
    run: async (engine) => {
      const [first, second, third] = [newJob(1, { unique: 'a: b' }), newJob(2, { unique: 'a: b' }), newJob(3, { unique: 'c' })];
      const ids = [await engine.send(first), await engine.send(second), await engine.send(third)] as [string, string, string];
      same([ids[1], (await engine.read(place, ids[1]))?.input], [ids[0], 1]);
      ok(ids[2] !== ids[0]);
      await work(engine, async () => Promise.resolve());
      await ended(engine, ids[0]);
      await ended(engine, ids[2]);
      const again = await engine.send(second);
      ok(!ids.includes(again));
      const { phase, input } = await ended(engine, again);
      same([phase, input], ['succeeded', 2]);
    },
  },
  {
    name: 'gives a dead letter that is tried again its unique key back, unless another one has it',
    run: async (engine) => {
      let isMended = false;
      let end = (): void => undefined;
      await work(engine, async ({ input }) => {
        if (input === 'bad' && !isMended) throw new Error('bad');
        await new Promise<void>((resolve) => (end = resolve));
      });
      const [letter, second, third] = ['bad', 2, 3].map((input) => newJob(input, { unique: 'k', attempts: 1 })) as [NewJob, NewJob, NewJob];
      const dead = await engine.send(letter);
      await ended(engine, dead);
      const other = await engine.send(second);
      ok(other !== dead);
      await running(engine, other);
      same(await engine.retry(place, dead), false, 'another one runs');
      same((await engine.counts(QUEUE)).failed, 1, 'it is kept');
      end();
      await ended(engine, other);
      isMended = true;
      same(await engine.retry(place, dead), true);
      await running(engine, dead);
      same(await engine.send(third), dead);
      end();
      same((await ended(engine, dead)).phase, 'succeeded');
      const last = await engine.send(third);
      ok(last !== dead);
      await running(engine, last);
      end();
      await ended(engine, last);
    },
  },
  {
    name: 'is idle when nothing waits, runs or is to be tried again, whatever was sent for later',
    run: async (engine) => {
      const attempts: number[] = [];
      const worker = await work(
        engine,
        async ({ attempt }) => {
          attempts.push(attempt);
          return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
        },
        { retryAfter: () => 150 },
      );
      await engine.send(newJob('later', { delay: 3_600_000 }));
      await engine.send(newJob(1));
      await worker.idle();
      same(attempts, [1, 2, 3]);
    },
  },
  {
    name: 'runs as many of each queue at once as it is told, and waits for them when it stops',
    run: async (engine) => {
      let running = 0;
      let most = 0;
      const queues = [
        { name: QUEUE, concurrency: 3, isLimited: false },
        { name: 'narrow', concurrency: 1, isLimited: true },
      ];
      const done: unknown[] = [];
      const worker = await work(
        engine,
        async ({ input, queue }) => {
          most = Math.max(most, queue === QUEUE ? ++running : 0);
          await wait(100);
          if (queue === QUEUE) running--;
          done.push(input);
        },
        { queues },
      );
      const jobs = Array.from({ length: 6 }, (_item, index) => newJob(index));
      const narrow = [newJob('a', { queue: 'narrow', task: 'narrow' }), newJob('b', { queue: 'narrow', task: 'narrow' })];
      const sent: (readonly [string, NewJob])[] = [];
      for (const job of [...jobs, ...narrow]) sent.push([await engine.send(job), job]);
      for (const [id, { task, queue }] of sent) await ended(engine, id, { task, queue });
      same([most, done.length], [3, 8]);
      await engine.send(newJob('last'));
      await until(() => worker.running > 0);
      same(await worker.stop(5_000), 0);
      same(done.at(-1), 'last');
    },
  },
  {
    name: 'aborts what is not done at the deadline',
    run: async (engine) => {
      const aborted: boolean[] = [];
      const worker = await work(engine, async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(signal.aborted);
        throw signal.reason;
      });
      await engine.send(newJob(1));
      await until(() => worker.running === 1);
      same([await worker.stop(50), aborted], [1, [true]]);
    },
  },
  {
    name: 'keeps as many dead letters and results as it is told',
    run: async (engine) => {
      engine.open({ results: 60_000, maxResults: 2, maxFailed: 2 });
      await work(engine, async ({ input }) => {
        // Of those that end in one millisecond nobody knows which is the latest.
        await wait(3);
        return Number(input) < 4 ? Promise.reject(new Error('bad')) : input;
      });
      const jobs = Array.from({ length: 8 }, (_item, index) => newJob(index, { attempts: 1 }));
      const ids: string[] = [];
      for (const job of jobs) ids.push(await engine.send(job));
      await ended(engine, ids[7] ?? '');
      const kept = await Promise.all(ids.map(async (id) => engine.read(place, id)));
      same(
        kept.map((record) => record?.input),
        [undefined, undefined, 2, 3, undefined, undefined, 6, 7],
      );
      same(
        (await engine.failed(QUEUE, 10)).map(({ input }) => input),
        [3, 2],
        'the latest first',
      );
    },
  },
  {
    name: 'takes no more when it is closed',
    run: async (engine) => {
      await engine.close();
      await rejects(engine.send(newJob(1)));
    },
  },
];

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !isSo(); tries++) await wait(10);
  ok(isSo());
}
