import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { TaskKeeping, TaskWorker, WorkOptions } from '@typhoon/scale';
import { Worker } from 'bullmq';
import type { RedisConnection } from './redis-connection.js';
import type { JobData, TaskJob } from './redis-task-engine.js';
import { wrapFailure } from './task-failure.js';
import { BLOCKING } from './task-notices.js';

/** What a worker is started with. */
interface TaskWorkerOptions extends WorkOptions {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly keeping: TaskKeeping;
  /** How many jobs wait or run, wherever. */
  readonly countOpen: () => Promise<number>;
}

/** Milliseconds that what was broken off gets to say so. */
const GRACE = 500;

/** How often a job may be given to another worker: its attempts bound that, and are counted when it is begun. */
const ANY_NUMBER = 1_000_000;

/** Takes jobs from Redis, one worker of BullMQ for each queue. */
export async function startTaskWorker(options: TaskWorkerOptions): Promise<TaskWorker> {
  const { connection, prefix, queues, patience, keeping, run, retryAfter, countOpen } = options;
  const client = connection.createClient(BLOCKING);
  const end = new AbortController();
  let breakOff: (reason: Error) => void = () => undefined;
  // What heeds no signal has failed, all the same: BullMQ would wait for it for ever, and others for its lock.
  const brokenOff = new Promise<never>((_resolve, reject) => (breakOff = reject));
  brokenOff.catch(() => undefined);
  let running = 0;

  const process_ =
    (queue: string) =>
    async (job: TaskJob): Promise<unknown> => {
      const { id = '', name: task, data, opts, attemptsStarted: attempt } = job;
      const { input, headers = {} } = data;
      running++;
      try {
        const progress = async (value: unknown): Promise<void> => job.updateProgress({ value });
        const taken = { id, task, queue, input, attempt, attempts: opts.attempts ?? 1, headers, signal: end.signal, progress };
        return await Promise.race([run(taken), brokenOff]);
      } catch (error) {
        throw wrapFailure(error);
      } finally {
        running--;
      }
    };

  const workers = queues.map(({ name, concurrency }) => {
    const worker = new Worker<JobData>(name, process_(name), {
      connection: client,
      prefix,
      concurrency,
      name: `${hostname()}-${process.pid}`,
      lockDuration: Math.ceil(patience),
      // Redis takes whole milliseconds: a part of one would end the search for what dead workers have left.
      stalledInterval: Math.max(500, Math.ceil(patience / 3)),
      maxStalledCount: ANY_NUMBER,
      removeOnComplete: { age: Math.ceil(keeping.results / 1_000), count: keeping.maxResults },
      removeOnFail: { count: keeping.maxFailed },
      settings: {
        backoffStrategy: (_made, _type, error, job) => {
          const { name: task, attemptsStarted: attempt, opts } = job as TaskJob;
          return retryAfter({ task, queue: name, attempt, attempts: opts.attempts ?? 1 }, error?.cause) ?? -1;
        },
      },
    });
    // Failures of jobs are reported where they are run.
    worker.on('error', (error) => connection.report(error));
    return worker;
  });

  const closeAll = async (): Promise<void> => {
    await Promise.all(workers.map(async (worker) => worker.close()));
  };

  let stopping: Promise<number> | undefined;
  const stop = async (deadline: number): Promise<number> => {
    const closing = closeAll();
    const isDone = await Promise.race([closing.then(() => true), wait(deadline, false, { ref: false })]);
    const broken = isDone ? 0 : running;
    if (!isDone) {
      const reason = new DOMException('The worker ends.', 'AbortError');
      end.abort(reason);
      await Promise.race([closing, wait(GRACE)]);
      breakOff(reason);
      await Promise.race([closing, wait(GRACE)]);
    }
    await connection.endSubscriber(client);
    return broken;
  };

  return Promise.resolve({
    get running() {
      return running;
    },
    get isHealthy() {
      return client.status === 'ready' && workers.every((worker) => worker.isRunning());
    },
    idle: async () => {
      while (running > 0 || (await countOpen()) > 0) await wait(20);
    },
    stop: async (deadline) => (stopping ??= stop(deadline)),
  });
}
