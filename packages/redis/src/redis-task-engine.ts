import { createHash, randomUUID } from 'node:crypto';
import type { JobRecord, TaskEngine, TaskKeeping, TaskPhase, TaskWorker, WorkOptions } from '@typhoon/scale';
import { Job, Queue } from 'bullmq';
import type { JobState, JobsOptions } from 'bullmq';
import { createSecret, formatJobId, isSecret, readJobId } from './job-id.js';
import type { JobId } from './job-id.js';
import type { RedisConnection } from './redis-connection.js';
import { RedisScript } from './redis-script.js';
import { readFailure } from './task-failure.js';
import { TaskNotices } from './task-notices.js';
import { startTaskWorker } from './redis-task-worker.js';

/** What BullMQ keeps of a job beside what it knows itself. */
export interface JobData {
  readonly input?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The part of its id that BullMQ does not count; none where it counts nothing of it. */
  readonly secret?: string | undefined;
}

/** A value that was told, which may be anything; BullMQ begins with 0. */
export interface ToldProgress {
  readonly value: unknown;
}

export type TaskJob = Job<JobData>;

/** Milliseconds that a command waits for a connection that is not there yet. */
const PATIENCE = 2_000;

/** Where BullMQ keeps the jobs of a queue that are counted. */
const LISTS = ['wait', 'paused', 'prioritized', 'delayed', 'active', 'failed'];

const NO_JOBS = { waiting: 0, delayed: 0, running: 0, failed: 0 };

const BACKOFF = { type: 'custom' };

/** Of so many attempts all stacks are kept: a limit is said only where there may be more, since every option is written, and read, with its job. */
const FEW = 5;

/**
 * Makes a unique key last as long as its job, as BullMQ does: which takes it away when the job is over. One that is over
 * already has it no more.
 *
 * KEYS: the unique key, the job; ARGV: the job's id.
 */
const HOLD = new RedisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('HEXISTS', KEYS[2], 'finishedOn') == 1 then return redis.call('DEL', KEYS[1]) end
return redis.call('PERSIST', KEYS[1])`);

/**
 * How many jobs wait, run, or are to be tried again; those that were sent for later are delayed, too, but were never begun.
 * All at one moment: between two commands a job passes from where it is looked for last to where it was looked for first.
 *
 * KEYS: the lists, those with priority, the delayed ones, what keys of jobs begin with.
 */
const OPEN = new RedisScript(`
local open = redis.call('LLEN', KEYS[1]) + redis.call('LLEN', KEYS[2]) + redis.call('ZCARD', KEYS[3])
if open > 0 then return open end
for _, id in ipairs(redis.call('ZRANGE', KEYS[4], 0, -1)) do
  if tonumber(redis.call('HGET', KEYS[5] .. id, 'ats') or 0) > 0 then open = open + 1 end
end
return open`);

/** Keeps jobs on Redis, by BullMQ: each queue stands under the prefix of the application, `typhoon:tasks:…`. */
export class RedisTaskEngine implements TaskEngine {
  readonly isShared = true;
  readonly #connection: RedisConnection;
  readonly #queues = new Map<string, Promise<Queue<JobData>>>();
  /** Those of them that are open. */
  readonly #opened = new Map<string, Queue<JobData>>();
  readonly #notices: TaskNotices;
  #keeping: TaskKeeping = { results: 3_600_000, maxResults: 10_000, maxFailed: 1_000 };
  #worker: TaskWorker | undefined;
  #limitAgain: () => void = () => undefined;
  #isClosed = false;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
    this.#notices = new TaskNotices(connection, this.#prefix);
  }

  readonly open = (keeping: TaskKeeping): void => {
    this.#keeping = keeping;
  };

  readonly send: TaskEngine['send'] = async ({ task, queue: name, input, attempts, priority, delay, unique, headers }) => {
    const queue = this.#ready(name) ?? (await this.#queue(name));
    // What the worker says is the backoff: its release may know better than that of who has sent it.
    const options: JobsOptions = { attempts, backoff: BACKOFF };
    if (attempts > FEW) options.stackTraceLimit = FEW;
    if (priority !== 0) options.priority = priority;
    if (delay !== 0) options.delay = delay;
    if (unique === undefined) return formatJobId(await queue.add(task, { input, headers, secret: createSecret() }, options));
    options.deduplication = { id: uniqueId(task, unique) };
    // Not counted: where another job has the key, its id is all that is told of it, and that job may be gone when it is read.
    options.jobId = randomUUID();
    return formatJobId(await queue.add(task, { input, headers }, options));
  };

  readonly read: TaskEngine['read'] = async (place, id) => {
    const queue = await this.#queue(place.queue);
    const known = readJobId(id);
    if (known === undefined) return undefined;
    // The state first: what comes after it is at least as new, so that whatever has succeeded has its result.
    const state = await queue.getJobState(known.key);
    const job = state === 'unknown' ? undefined : await find(queue, place.task, known);
    return job === undefined ? undefined : toRecord(job, PHASES[state as JobState] ?? 'waiting');
  };

  /** Whose id has another secret hears of the job, too; what has changed, nobody is told here. */
  readonly watch: TaskEngine['watch'] = async ({ queue }, id, notice) => {
    await this.#queue(queue);
    const known = readJobId(id);
    return known === undefined ? () => undefined : this.#notices.watch(queue, known.key, notice);
  };

  readonly failed: TaskEngine['failed'] = async (name, limit) => {
    const queue = await this.#queue(name);
    const jobs = (await queue.getFailed(0, limit - 1)) as (TaskJob | undefined)[];
    // One that is forgotten meanwhile is none.
    return jobs.flatMap((job) => (job === undefined ? [] : [toRecord(job, 'failed')]));
  };

  readonly retry: TaskEngine['retry'] = async ({ task, queue: name }, id) => {
    const queue = await this.#queue(name);
    const known = readJobId(id);
    if (known === undefined || (await queue.getJobState(known.key)) !== 'failed') return false;
    const job = await find(queue, task, known);
    if (job === undefined) return false;
    const { deduplicationId } = job;
    const unique = deduplicationId === undefined ? undefined : `${this.#prefix}:${name}:de:${deduplicationId}`;
    const { client } = this.#connection;
    // For a moment only, until it waits: what fails in between holds it no longer.
    if (unique !== undefined && (await client.set(unique, known.key, 'PX', PATIENCE, 'NX')) === null) return false;
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
    if (unique !== undefined) await HOLD.run(client, [unique, `${this.#prefix}:${name}:${known.key}`], [known.key]);
    return true;
  };

  /** Nothing is made for a queue that has no job: whoever asks for metrics asks for those that are sent nothing any more, too. */
  readonly counts: TaskEngine['counts'] = async (name) => {
    await this.#reach();
    if (!this.#queues.has(name) && (await this.#connection.client.exists(...LISTS.map((list) => `${this.#prefix}:${name}:${list}`))) === 0) return NO_JOBS;
    const queue = await this.#queue(name);
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'failed');
    const of = (...states: readonly string[]): number => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    return { waiting: of('waiting', 'prioritized'), delayed: of('delayed'), running: of('active'), failed: of('failed') };
  };

  readonly work: TaskEngine['work'] = async (options: WorkOptions) => {
    await this.#limit(options.queues);
    // A server that was restarted empty has forgotten it.
    this.#connection.client.on('ready', (this.#limitAgain = () => void this.#limit(options.queues).catch(() => undefined)));
    this.#worker = await startTaskWorker({
      ...options,
      connection: this.#connection,
      prefix: this.#prefix,
      keeping: this.#keeping,
      countOpen: async () => {
        const counts = await Promise.all(options.queues.map(async ({ name }) => this.#countOpen(name)));
        return counts.reduce((sum, count) => sum + count, 0);
      },
    });
    return this.#worker;
  };

  readonly close: TaskEngine['close'] = async () => {
    this.#isClosed = true;
    this.#connection.client.off('ready', this.#limitAgain);
    await this.#worker?.stop(0);
    await this.#notices.close();
    const queues = await Promise.allSettled(this.#queues.values());
    for (const queue of queues) if (queue.status === 'fulfilled') await queue.value.close().catch(() => undefined);
  };

  async #countOpen(name: string): Promise<number> {
    await this.#queue(name);
    const keys = ['wait', 'active', 'prioritized', 'delayed', ''].map((part) => `${this.#prefix}:${name}:${part}`);
    return Number(await OPEN.run(this.#connection.client, keys, []));
  }

  async #limit(queues: WorkOptions['queues']): Promise<void> {
    for (const { name, concurrency, isLimited } of queues) if (isLimited) await (await this.#queue(name)).setGlobalConcurrency(concurrency);
  }

  get #prefix(): string {
    return this.#connection.key('tasks');
  }

  /** Without a wait, which each task that is sent would pay for. */
  #ready(name: string): Queue<JobData> | undefined {
    return this.#isClosed || this.#connection.client.status !== 'ready' ? undefined : this.#opened.get(name);
  }

  /** Rejects where Redis is away: BullMQ would wait for it, and whoever has sent the task with it. */
  async #reach(): Promise<void> {
    if (this.#isClosed) throw new Error('The tasks are closed: the application has ended.');
    await this.#connection.untilReady(PATIENCE);
    if (this.#connection.client.status !== 'ready') throw new Error('Redis cannot be reached: no task is sent or known.');
  }

  async #queue(name: string): Promise<Queue<JobData>> {
    await this.#reach();
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const opening = this.#open(name);
    this.#queues.set(name, opening);
    // One that failed is tried again by whoever comes next.
    opening.catch(() => this.#queues.delete(name));
    return opening;
  }

  async #open(name: string): Promise<Queue<JobData>> {
    // A client instead of options: BullMQ could not load ioredis by itself in an ES module.
    const queue = new Queue<JobData>(name, { connection: this.#connection.client, prefix: this.#prefix });
    // The connection says it.
    queue.on('error', () => undefined);
    await queue.waitUntilReady();
    this.#opened.set(name, queue);
    return queue;
  }
}

const PHASES: Readonly<Partial<Record<JobState, TaskPhase>>> = { active: 'running', completed: 'succeeded', failed: 'failed', delayed: 'delayed' };

/** What has the key of the id and another secret is another job: BullMQ begins to count again on a server that was emptied. */
async function find(queue: Queue<JobData>, task: string, { key, secret }: JobId): Promise<TaskJob | undefined> {
  const job = (await Job.fromId(queue, key)) as TaskJob | undefined;
  return job?.name === task && isSecret(job.data.secret, secret) ? job : undefined;
}

function toRecord(job: TaskJob, phase: TaskPhase): JobRecord {
  const { name: task, data, opts, attemptsStarted, failedReason, timestamp, processedOn, finishedOn } = job;
  const result: unknown = job.returnvalue;
  const progress = job.progress as ToldProgress | number;
  const attempts = opts.attempts ?? 1;
  return {
    // One that is taken again after its last attempt, since its worker ended, is not begun any more.
    ...{ id: formatJobId(job), task, phase, input: data.input, attempt: Math.min(attemptsStarted, attempts), attempts },
    progress: typeof progress === 'object' ? progress.value : undefined,
    result: phase === 'succeeded' ? result : undefined,
    error: phase === 'succeeded' || failedReason === undefined ? undefined : readFailure(failedReason),
    ...{ sentAt: timestamp, startedAt: processedOn, endedAt: finishedOn },
  };
}

/** Long texts, inputs as a whole, are not to stand in keys. */
function uniqueId(task: string, unique: string): string {
  return `${task}/${unique.length <= 64 ? unique : createHash('sha256').update(unique).digest('base64url')}`;
}
