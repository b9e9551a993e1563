import type { HttpError } from '@typhoon/core';
import { FinishedJobs, MemoryJob, WaitingLine } from './memory-jobs.js';
import type { JobRecord, NewJob, TaskCounts, TaskEngine, TaskKeeping, TaskPlace, TaskWorker, WorkOptions } from './task-engine.js';
import { TaskQueueFull, toFailure } from './task-error.js';

/** How much is kept. */
export interface MemoryTasksOptions {
  /** How many jobs may wait, be delayed or run; a further one is refused with 503. Default: 10,000. */
  readonly maxJobs?: number;
}

interface Queue {
  readonly waiting: WaitingLine;
  readonly finished: FinishedJobs;
  delayed: number;
  running: number;
  concurrency: number;
}

/**
 * Keeps jobs in the memory of this process, and does them here: they end with it.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[taskEngine, () => memoryTaskEngine({ maxJobs: 100 })]]) })
 */
export function memoryTaskEngine(options: MemoryTasksOptions = {}): TaskEngine {
  return new MemoryTaskEngine(options);
}

/** Longest time that a timer of Node can wait. */
const MAX_TIMER = 2 ** 31 - 1;

class MemoryTaskEngine implements TaskEngine {
  readonly isShared = false;
  readonly #maxJobs: number;
  readonly #jobs = new Map<string, MemoryJob>();
  readonly #queues = new Map<string, Queue>();
  readonly #unique = new Map<string, MemoryJob>();
  /** What is not over: waits, is delayed, or runs. */
  readonly #open = new Set<MemoryJob>();
  readonly #runs = new Set<Promise<void>>();
  readonly #idlers = new Set<() => void>();
  readonly #end = new AbortController();
  #keeping: TaskKeeping = { results: 3_600_000, maxResults: 10_000, maxFailed: 1_000 };
  #work: WorkOptions | undefined;
  #isClosed = false;
  /** From now on nothing that fails is tried again. */
  #isStopping = false;

  constructor({ maxJobs = 10_000 }: MemoryTasksOptions) {
    this.#maxJobs = maxJobs;
  }

  readonly open = (keeping: TaskKeeping): void => {
    this.#keeping = keeping;
  };

  readonly send: TaskEngine['send'] = async (given) => {
    if (this.#isClosed) throw queueFull('The application closes.');
    const key = uniqueKey(given);
    const known = key === undefined ? undefined : this.#unique.get(key);
    if (known !== undefined) return Promise.resolve(known.id);
    if (this.#open.size >= this.#maxJobs) throw queueFull(`${this.#maxJobs} tasks are waiting or running.`);
    const job = new MemoryJob(given);
    this.#jobs.set(job.id, job);
    this.#open.add(job);
    if (key !== undefined) this.#unique.set(key, job);
    this.#place(job, given.delay);
    return Promise.resolve(job.id);
  };

  readonly read: TaskEngine['read'] = async ({ task }, id) => {
    const job = this.#jobs.get(id);
    return Promise.resolve(job?.given.task === task ? job.toRecord() : undefined);
  };

  readonly watch: TaskEngine['watch'] = async (_place, id, notice) => {
    const job = this.#jobs.get(id);
    job?.listeners.add(notice);
    return Promise.resolve(() => void job?.listeners.delete(notice));
  };

  readonly failed: TaskEngine['failed'] = async (queue, limit) => {
    const failed: JobRecord[] = [...this.#queue(queue).finished.failed].reverse().map((job) => job.toRecord());
    return Promise.resolve(failed.slice(0, limit));
  };

  readonly retry: TaskEngine['retry'] = async ({ task, queue }, id) => {
    const job = this.#jobs.get(id);
    if (job?.given.task !== task) return Promise.resolve(false);
    const key = uniqueKey(job.given);
    if (key !== undefined && this.#unique.has(key)) return Promise.resolve(false);
    if (!this.#queue(queue).finished.failed.delete(job)) return Promise.resolve(false);
    if (key !== undefined) this.#unique.set(key, job);
    job.attempt = 0;
    job.error = undefined;
    job.endedAt = undefined;
    this.#open.add(job);
    this.#place(job, 0);
    return Promise.resolve(true);
  };

  readonly counts: TaskEngine['counts'] = async (name): Promise<TaskCounts> => {
    const { waiting, delayed, running, finished } = this.#queue(name);
    return Promise.resolve({ waiting: waiting.size, delayed, running, failed: finished.failed.size });
  };

  readonly work: TaskEngine['work'] = async (options): Promise<TaskWorker> => {
    this.#work = options;
    for (const { name, concurrency } of options.queues) this.#queue(name).concurrency = concurrency;
    for (const [name, queue] of this.#queues) this.#fill(name, queue);
    const engine = this;
    return Promise.resolve({
      get running() {
        return engine.#runs.size;
      },
      isHealthy: true,
      idle: async () => engine.#idle(),
      stop: async (deadline) => engine.#stop(deadline),
    });
  };

  readonly close: TaskEngine['close'] = async () => {
    this.#isClosed = true;
    for (const job of this.#open) clearTimeout(job.timer);
    await Promise.resolve();
  };

  #queue(name: string): Queue {
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const queue: Queue = { waiting: new WaitingLine(), finished: new FinishedJobs(), delayed: 0, running: 0, concurrency: 0 };
    this.#queues.set(name, queue);
    return queue;
  }

  /** Puts a job into its line, when its time has come. */
  #place(job: MemoryJob, delay: number): void {
    const name = job.given.queue;
    const queue = this.#queue(name);
    if (delay > 0) {
      job.phase = 'delayed';
      queue.delayed++;
      const due = Date.now() + delay;
      const wait = (): void => {
        const left = due - Date.now();
        // Timers come some parts of a millisecond early.
        if (left > 1) {
          job.timer = setTimeout(wait, Math.min(left, MAX_TIMER));
          return;
        }
        queue.delayed--;
        this.#place(job, 0);
      };
      job.timer = setTimeout(wait, Math.min(delay, MAX_TIMER));
      job.notice();
      return;
    }
    job.phase = 'waiting';
    queue.waiting.add(job);
    job.notice();
    this.#fill(name, queue);
  }

  /** Starts as many jobs as may run. */
  #fill(name: string, queue: Queue): void {
    const work = this.#work;
    if (work === undefined || this.#end.signal.aborted) return;
    while (queue.running < queue.concurrency) {
      const job = queue.waiting.take();
      if (job === undefined) return;
      queue.running++;
      const run = this.#run(job, work).finally(() => {
        queue.running--;
        this.#runs.delete(run);
        this.#fill(name, queue);
        this.#noticeIdle();
      });
      this.#runs.add(run);
    }
  }

  async #run(job: MemoryJob, work: WorkOptions): Promise<void> {
    const { id } = job;
    const { task, queue, input, attempts, headers = {} } = job.given;
    job.phase = 'running';
    job.attempt++;
    job.startedAt = Date.now();
    job.notice();
    const progress = async (value: unknown): Promise<void> => {
      job.progress = value;
      job.notice();
      return Promise.resolve();
    };
    try {
      // Not in the turn of who has sent it.
      await Promise.resolve();
      job.result = await work.run({ id, task, queue, input, attempt: job.attempt, attempts, headers, signal: this.#end.signal, progress });
      job.error = undefined;
      this.#finish(job, 'succeeded');
    } catch (error) {
      job.error = toFailure(error);
      const wait = this.#isStopping ? undefined : work.retryAfter({ task, queue, attempt: job.attempt, attempts }, error);
      if (wait === undefined) this.#finish(job, 'failed');
      // A wait of 0 is a wait, too: the others have their turn.
      else this.#place(job, Math.max(wait, 1));
    }
  }

  #finish(job: MemoryJob, phase: 'succeeded' | 'failed'): void {
    job.phase = phase;
    job.endedAt = Date.now();
    this.#open.delete(job);
    const key = uniqueKey(job.given);
    if (key !== undefined) this.#unique.delete(key);
    for (const forgotten of this.#queue(job.given.queue).finished.keep(job, this.#keeping)) this.#jobs.delete(forgotten.id);
    job.notice();
  }

  /** What waits for another attempt counts; what was sent for later does not. */
  get #isIdle(): boolean {
    for (const { phase, attempt } of this.#open) if (phase !== 'delayed' || attempt > 0) return false;
    return true;
  }

  async #idle(): Promise<void> {
    if (this.#isIdle) return;
    await new Promise<void>((resolve) => this.#idlers.add(resolve));
  }

  #noticeIdle(): void {
    // Nobody asks in most cases, and to know it may take a look at every job that was sent for later.
    if (this.#idlers.size === 0 || !this.#isIdle) return;
    for (const resolve of this.#idlers) resolve();
    this.#idlers.clear();
  }

  /** Does what waits, as long as there is time: nobody else will. */
  async #stop(deadline: number): Promise<number> {
    this.#isStopping = true;
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadline)));
    await Promise.race([this.#drain(), expired]);
    clearTimeout(timer);
    this.#isClosed = true;
    const lost = this.#open.size;
    for (const job of this.#open) clearTimeout(job.timer);
    if (this.#runs.size > 0) {
      this.#end.abort(new DOMException('The application closes.', 'AbortError'));
      // One turn for what heeds its signal: its dependencies are closed.
      await Promise.race([Promise.all(this.#runs), new Promise((resolve) => setTimeout(resolve, GRACE))]);
    }
    return lost;
  }

  async #drain(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.#runs);
  }
}

/** Milliseconds that what was broken off gets to close what it has opened. */
const GRACE = 100;

function queueFull(detail: string): HttpError {
  return new TaskQueueFull({ detail, headers: { 'retry-after': '1' }, log: false });
}

function uniqueKey({ task, unique }: NewJob & TaskPlace): string | undefined {
  return unique === undefined ? undefined : `${task}\n${unique}`;
}
