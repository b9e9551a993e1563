import { setTimeout as wait } from 'node:timers/promises';
import type { TakenJob, TaskKeeping, TaskWorker, WorkOptions } from '@typhoon/scale';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { formatJobId } from './job-id.js';
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

/** The lists of a queue in which jobs stand that are not over. */
const OPEN_LISTS = ['wait', 'prioritized', 'delayed', 'active'];

/** Takes jobs from Redis, one worker of BullMQ for each queue. */
export async function startTaskWorker(options: TaskWorkerOptions): Promise<TaskWorker> {
  const worker = new RedisTaskWorker(options);
  await worker.start();
  return worker;
}

class RedisTaskWorker implements TaskWorker {
  readonly #options: TaskWorkerOptions;
  readonly #client: Redis;
  readonly #workers: Worker<JobData>[] = [];
  /** Former queues in which nothing has been found yet. */
  readonly #former: Set<string>;
  #search: NodeJS.Timeout | undefined;
  readonly #end = new AbortController();
  /** Ends each job that runs. A set of them, since a promise of all would keep something of every job there ever was. */
  readonly #breakers = new Set<(reason: Error) => void>();
  #stopping: Promise<number> | undefined;
  #running = 0;

  constructor(options: TaskWorkerOptions) {
    this.#options = options;
    this.#client = options.connection.createClient(BLOCKING);
    this.#former = new Set(options.formerQueues?.names);
  }

  async start(): Promise<void> {
    for (const { name, concurrency } of this.#options.queues) this.#startOn(name, concurrency);
    if (this.#former.size === 0) return;
    await this.#searchFormer();
    // Again and again: processes of an earlier release may go on sending to them.
    this.#search = setInterval(() => void this.#searchFormer(), this.#options.patience).unref();
  }

  get running(): number {
    return this.#running;
  }

  get isHealthy(): boolean {
    return this.#client.status === 'ready' && this.#workers.every((worker) => worker.isRunning());
  }

  readonly idle: TaskWorker['idle'] = async () => {
    while (this.#running > 0 || (await this.#options.countOpen()) > 0) await wait(20);
  };

  readonly stop: TaskWorker['stop'] = async (deadline) => (this.#stopping ??= this.#stop(deadline));

  #startOn(name: string, concurrency: number): void {
    const { connection, prefix, patience, keeping, retryAfter } = this.#options;
    const worker = new Worker<JobData>(name, (job: TaskJob) => this.#do(name, job), {
      connection: this.#client,
      prefix,
      concurrency,
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
    this.#workers.push(worker);
  }

  async #do(queue: string, job: TaskJob): Promise<unknown> {
    this.#running++;
    let breakOff: ((reason: Error) => void) | undefined;
    try {
      // What heeds no signal has failed when the worker ends: BullMQ would wait for it for ever, and others for its lock.
      return await new Promise((resolve, reject) => {
        this.#breakers.add((breakOff = reject));
        this.#options.run(toTaken(job, queue, this.#end.signal)).then(resolve, reject);
      });
    } catch (error) {
      throw wrapFailure(error);
    } finally {
      if (breakOff !== undefined) this.#breakers.delete(breakOff);
      this.#running--;
    }
  }

  /** Takes jobs from former queues, too, from when there are any. */
  async #searchFormer(): Promise<void> {
    const { connection, prefix, formerQueues } = this.#options;
    for (const name of this.#former) {
      const lists = OPEN_LISTS.map((list) => `${prefix}:${name}:${list}`);
      // Without Redis there is a next time.
      const found = await connection.client.exists(...lists).catch(() => 0);
      if (found === 0 || this.#stopping !== undefined) continue;
      this.#former.delete(name);
      this.#startOn(name, formerQueues?.concurrency ?? 1);
    }
  }

  async #stop(deadline: number): Promise<number> {
    clearInterval(this.#search);
    const closing = Promise.all(this.#workers.map(async (worker) => worker.close()));
    const isDone = await Promise.race([closing.then(() => true), wait(deadline, false, { ref: false })]);
    const broken = isDone ? 0 : this.#running;
    if (!isDone) {
      const reason = new DOMException('The worker ends.', 'AbortError');
      this.#end.abort(reason);
      await Promise.race([closing, wait(GRACE)]);
      for (const breakOff of this.#breakers) breakOff(reason);
      await Promise.race([closing, wait(GRACE)]);
    }
    await this.#options.connection.endSubscriber(this.#client);
    return broken;
  }
}

const NO_HEADERS = {};

/** A job as BullMQ hands it over. */
function toTaken(job: TaskJob, queue: string, signal: AbortSignal): TakenJob {
  const { name: task, data, opts, attemptsStarted: attempt } = job;
  return {
    id: formatJobId(job),
    task,
    queue,
    input: data.input,
    headers: data.headers ?? NO_HEADERS,
    attempt,
    attempts: opts.attempts ?? 1,
    signal,
    progress: (value) => job.updateProgress({ value }),
  };
}
