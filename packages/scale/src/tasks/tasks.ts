import { HttpError, dependency, metricSources, observer } from '@typhoon/core';
import type { Dependency, Observer } from '@typhoon/core';
import { toCanonicalText } from '../cache/canonical-text.js';
import { toMilliseconds } from '@typhoon/core/internal';
import type { Duration } from '@typhoon/core/internal';
import { memoryTaskEngine } from './memory-task-engine.js';
import { isPriority } from './task-definition.js';
import type { TaskDefinition } from './task-definition.js';
import { toAttributes, toIdAttribute } from './job-attributes.js';
import type { JobRecord, NewJob, TaskCounts, TaskEngine, TaskPhase, TaskPlace } from './task-engine.js';
import { TaskFailedError, TaskQueueFull, TasksUnavailable } from './task-error.js';
import type { TaskFailure } from './task-error.js';
import { describeTasks } from './task-metrics.js';
import type { AnyTask, TaskReference } from './task-reference.js';
import { TaskRegistry } from './task-registry.js';
import type { KnownTask } from './task-registry.js';
import { watchJob } from './task-watch.js';

/** How a task is sent. */
export interface SendOptions {
  /** How long it waits before it may begin. */
  readonly delay?: Duration;
  /** When it may begin; at once where that has passed. */
  readonly at?: Date;
  /** 0 is first. Default: what the task says. */
  readonly priority?: number;
  /** While another one of this key waits or runs, its handle is returned, and nothing is sent. Default: what the task says. */
  readonly unique?: string;
  /** What shall be known where it runs. The trace that it belongs to is told without. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A job as it stands. */
export interface TaskState<TOutput = unknown, TProgress = unknown> {
  readonly id: string;
  /** `reports.build` */
  readonly task: string;
  readonly phase: TaskPhase;
  /** How often it has been begun, and may be. */
  readonly attempt: number;
  readonly attempts: number;
  /** What it told last. */
  readonly progress: TProgress | undefined;
  /** What it returned, once it has succeeded. */
  readonly result: TOutput | undefined;
  /** What the last attempt failed with. */
  readonly error: TaskFailure | undefined;
  readonly sentAt: Date;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
}

/** How long a result is waited for. */
export interface ResultOptions {
  readonly timeout?: Duration;
  readonly signal?: AbortSignal;
}

/** A job that was sent. */
export interface SentTask<TOutput = unknown, TProgress = unknown> {
  /**
   * A UUID that nobody guesses, of 74 random bits at least: whoever knows it and the task can ask after it. On Redis the
   * first twelve digits count the jobs of the queue, unless they have a `unique` key: they tell how many there were.
   */
  readonly id: string;
  /** How it stands; undefined where it is known no longer. */
  readonly status: () => Promise<TaskState<TOutput, TProgress> | undefined>;
  /**
   * What it returns, when it is done.
   *
   * @throws TaskFailedError when it has failed for good, or is not known; TasksUnavailable (503); whatever `signal` aborts with.
   */
  readonly result: (options?: ResultOptions) => Promise<TOutput>;
  /** How it stands, now and after each change, until it is over. */
  readonly watch: (options?: { readonly signal?: AbortSignal }) => AsyncGenerator<TaskState<TOutput, TProgress>, void>;
}

/** Plain data for a model with methods. */
type Sendable<TInput> = TInput | (TInput extends object ? Pick<TInput, DataKey<TInput>> : never);

type DataKey<TInput> = { [TKey in keyof TInput]: TInput[TKey] extends (...args: any[]) => unknown ? never : TKey }[keyof TInput];

/** What follows the task: its input, where it takes one, and options. */
export type SendArguments<TInput> = undefined extends TInput ? [input?: TInput, options?: SendOptions] : [input: Sendable<TInput>, options?: SendOptions];

/** Sends tasks, and knows how they stand. */
export class Tasks {
  readonly #engine: ReachableEngine;
  readonly #registry: TaskRegistry;
  readonly #observer: Observer | undefined;

  constructor(engine: TaskEngine, registry: TaskRegistry, observer?: Observer) {
    this.#engine = reachable(engine);
    this.#registry = registry;
    this.#observer = observer;
  }

  /**
   * Sends a task: when this resolves, it will be done, at least once.
   *
   * @throws ValidationError for an input that its schema does not allow; TypeError for a task whose class the application
   * does not have, and for an input where the task names none; TaskQueueFull (503) where too many wait in the memory of this process; TasksUnavailable (503) where Redis does not take it.
   * @example const job = await app.run(tasks, (tasks) => tasks.send(reports.build, { id: 1, year: 2026 }, { delay: '10m' }));
   */
  async send<TInput, TOutput, TProgress>(
    task: TaskReference<TInput, TOutput, TProgress>,
    ...given: SendArguments<TInput>
  ): Promise<SentTask<TOutput, TProgress>> {
    const input = given[0];
    const options = given[1] ?? NO_OPTIONS;
    const known = this.#registry.resolve(task);
    const { definition } = known;
    if (definition.input === undefined && input !== undefined)
      throw new TypeError(`${definition.place}: @Task('${definition.task}') names no input, but it was sent with one. Add { input: … } to @Task.`);
    const json = definition.input === undefined ? undefined : known.input.write(input);
    const { delay, at, priority = definition.priority } = options;
    if (!isPriority(priority)) throw new RangeError(`A priority is a whole number from 0, which is first, to 1,000,000, but is '${String(priority)}'.`);
    const unique = options.unique ?? uniqueOf(known, input, json);
    const job: NewJob = {
      task: definition.task,
      queue: definition.queue,
      input: json,
      attempts: definition.retries + 1,
      priority,
      delay: at === undefined ? toMilliseconds(delay ?? 0) : Math.max(0, at.getTime() - Date.now()),
      unique,
      headers: options.headers,
    };
    const observer = this.#observer;
    return this.#handle(known, await (observer === undefined ? this.#engine.send(job) : this.#sendObserved(observer, job)));
  }

  /** The job takes along where it was sent, so that what it does is seen as a part of that. */
  async #sendObserved(observer: Observer, job: NewJob): Promise<string> {
    return observer.around({ kind: 'send', name: job.task, attributes: toAttributes(job.task, 'send') }, async (note) => {
      const id = await this.#engine.send({ ...job, headers: { ...observer.carrier(), ...job.headers } });
      note(toIdAttribute(id));
      return id;
    });
  }

  /** How a job stands; undefined where it is not, or no longer, known. */
  async status<TInput, TOutput, TProgress>(task: TaskReference<TInput, TOutput, TProgress>, id: string): Promise<TaskState<TOutput, TProgress> | undefined> {
    return this.get(task, id).status();
  }

  /** A job that was sent before, by its id. */
  get<TInput, TOutput, TProgress>(task: TaskReference<TInput, TOutput, TProgress>, id: string): SentTask<TOutput, TProgress> {
    return this.#handle(this.#registry.resolve(task), id);
  }

  /** The dead letters of a task, or of all, the latest first. */
  async failed(options: { readonly task?: AnyTask; readonly limit?: number } = {}): Promise<readonly TaskState[]> {
    const { task, limit = 100 } = options;
    const name = task === undefined ? undefined : this.#registry.resolve(task).definition.task;
    const queues = new Set(this.#queues(name).flatMap(({ queue, formerQueue }) => [queue, formerQueue]));
    const found = await Promise.all([...queues].map(async (queue) => this.#engine.failed(queue, name === undefined ? limit : MANY)));
    return found
      .flat()
      .filter((record) => name === undefined || record.task === name)
      .sort((left, right) => (right.endedAt ?? 0) - (left.endedAt ?? 0))
      .slice(0, limit)
      .map((record) => toState(record, this.#registry.find(record.task)));
  }

  /** Does a dead letter again, with all its attempts. False where there is no such one, or another one of its `unique` key waits or runs. */
  async retry(task: AnyTask | string, id: string): Promise<boolean> {
    const known = typeof task === 'string' ? this.#registry.find(task) : this.#registry.resolve(task);
    return known === undefined ? false : this.#engine.retry(await this.#placeOf(known, id), id);
  }

  /**
   * How many jobs are where, by queue: `tasks` for all whose task has no `concurrency`, else the task's name. A queue that is sent
   * nothing any more is told of as long as it has jobs.
   */
  async counts(): Promise<ReadonlyMap<string, TaskCounts>> {
    const all = this.#queues(undefined);
    const used = new Set(all.map(({ queue }) => queue));
    const queues = new Set([...used, ...all.map(({ formerQueue }) => formerQueue)]);
    const counts = await Promise.all([...queues].map(async (queue) => [queue, await this.#engine.counts(queue)] as const));
    return new Map(counts.filter(([queue, states]) => used.has(queue) || Object.values(states).some((count) => count > 0)));
  }

  /** The names of all tasks, each with its class and method, and the queue that it waits in. */
  get all(): readonly { readonly task: string; readonly place: string; readonly queue: string }[] {
    return this.#registry.all.map(({ task, place, queue }) => ({ task, place, queue }));
  }

  /** Whether what is sent outlives this process. */
  get isShared(): boolean {
    return this.#engine.isShared;
  }

  #queues(name: string | undefined): readonly Pick<TaskDefinition, 'queue' | 'formerQueue'>[] {
    return this.#registry.all.filter(({ task }) => name === undefined || task === name);
  }

  /** Where a job is: one that was sent before its task got its `concurrency`, or lost it, is in another queue. */
  async #placeOf({ definition }: KnownTask, id: string): Promise<TaskPlace> {
    const { task, queue, formerQueue } = definition;
    const [now, former] = [
      { task, queue },
      { task, queue: formerQueue },
    ];
    if ((await this.#engine.read(now, id)) !== undefined) return now;
    return (await this.#engine.read(former, id)) === undefined ? now : former;
  }

  #handle<TOutput, TProgress>(known: KnownTask, id: string): SentTask<TOutput, TProgress> {
    const { task, queue, formerQueue } = known.definition;
    const [engine, placeOf] = [this.#engine, async () => this.#placeOf(known, id)];
    async function* watch(signal: AbortSignal | undefined): AsyncGenerator<JobRecord, void> {
      signal?.throwIfAborted();
      yield* watchJob(engine, await placeOf(), id, signal);
    }
    return {
      id,
      status: async () => {
        const record = (await engine.read({ task, queue }, id)) ?? (await engine.read({ task, queue: formerQueue }, id));
        return record === undefined ? undefined : (toState(record, known) as TaskState<TOutput, TProgress>);
      },
      async *watch({ signal } = {}) {
        for await (const record of watch(signal)) yield toState(record, known) as TaskState<TOutput, TProgress>;
      },
      result: async ({ timeout, signal } = {}) => {
        const signals = [signal ?? [], timeout === undefined ? [] : AbortSignal.timeout(toMilliseconds(timeout))].flat();
        let last: JobRecord | undefined;
        for await (const record of watch(signals.length === 0 ? undefined : AbortSignal.any(signals))) last = record;
        if (last?.phase === 'succeeded') return known.output.read(last.result) as TOutput;
        throw new TaskFailedError(last ?? { task, id, error: { name: 'Error', message: `There is no job ${id} of '${task}', or it is known no longer.` } });
      },
    };
  }
}

type ReachableEngine = Pick<TaskEngine, 'isShared' | 'send' | 'read' | 'watch' | 'failed' | 'retry' | 'counts'>;

/** An engine that does not answer is no mistake of the program: whoever asks is told so. */
function reachable(engine: TaskEngine): ReachableEngine {
  return {
    isShared: engine.isShared,
    send: (job) => engine.send(job).catch(refuse),
    read: (place, id) => engine.read(place, id).catch(refuse),
    watch: (place, id, notice) => engine.watch(place, id, notice).catch(refuse),
    failed: (queue, limit) => engine.failed(queue, limit).catch(refuse),
    retry: (place, id) => engine.retry(place, id).catch(refuse),
    counts: (queue) => engine.counts(queue).catch(refuse),
  };
}

function refuse(cause: unknown): never {
  if (HttpError.is(cause)) throw cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  throw new TasksUnavailable({ cause, message, headers: { 'retry-after': '1' } });
}

const NO_OPTIONS: SendOptions = {};

/** More than are kept. */
const MANY = 1_000_000;

function uniqueOf({ definition: { unique } }: KnownTask, input: unknown, json: unknown): string | undefined {
  if (unique === undefined || unique === false) return undefined;
  return unique === true ? toCanonicalText(json) : unique(input);
}

/** What an earlier release has written, and this one cannot read, is shown as it is. */
function toState(record: JobRecord, known: KnownTask | undefined): TaskState {
  const { id, task, phase, attempt, attempts, error, sentAt, startedAt, endedAt } = record;
  const progress = record.progress === undefined ? undefined : tryRead(known?.progress, record.progress);
  const result = phase === 'succeeded' ? tryRead(known?.output, record.result) : undefined;
  const times = { sentAt: new Date(sentAt), startedAt: toDate(startedAt), endedAt: toDate(endedAt) };
  return { id, task, phase, attempt, attempts, progress, result, error: phase === 'succeeded' ? undefined : error, ...times };
}

function tryRead(codec: { readonly read: (json: unknown) => unknown } | undefined, json: unknown): unknown {
  try {
    return codec === undefined ? json : codec.read(json);
  } catch {
    return json;
  }
}

function toDate(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}

/**
 * Where jobs are kept: in the memory of this process, unless `createApp({ redis })` or `engines` say otherwise.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController], engines: new Map([[taskEngine, () => memoryTaskEngine({ maxJobs: 100 })]]) })
 */
export const taskEngine: Dependency<TaskEngine> = dependency({}, () => memoryTaskEngine(), { name: 'taskEngine', lifetime: 'singleton' });

/** The tasks that the application was given; made by `taskWork`. */
export const taskRegistry: Dependency<TaskRegistry> = dependency({}, () => new TaskRegistry(), { name: 'taskRegistry', lifetime: 'singleton' });

/**
 * Sends the tasks of the application, for handlers and classes.
 *
 * @example @Post('/', { status: 202 }) async start(@Body(Order) order: Order, @Depends(tasks) tasks: Tasks) { return { id: (await tasks.send(reports.build, order)).id }; }
 */
export const tasks: Dependency<Tasks> = dependency(
  { engine: taskEngine, registry: taskRegistry, observer, metrics: metricSources },
  ({ engine, registry, observer, metrics }) => {
    const made = new Tasks(engine, registry, observer);
    describeTasks(made, metrics);
    return made;
  },
  { name: 'tasks', lifetime: 'singleton', throws: [TaskQueueFull, TasksUnavailable] },
);
