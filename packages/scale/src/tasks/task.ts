import type { InferInput, InferOutput, SchemaLike } from '@typhoon/core';
import { writeWork } from '@typhoon/core/internal';
import type { AnyConstructor, Check, CheckTarget, Described, Duration } from '@typhoon/core/internal';
import type { BackoffOptions } from './backoff.js';
import type { Job } from './job.js';

/** Options of a task. `TInput`, `TOutput` and `TProgress` tie the method's types to the schemas. */
export interface TaskOptions<TInput = unknown, TOutput = unknown, TProgress = unknown> {
  /** What it is sent with: the method's first parameter. Default: nothing. */
  readonly input?: TInput;
  /** What the method returns. Default: nothing is kept. */
  readonly output?: TOutput;
  /** What `job.progress` is given. Default: any JSON. */
  readonly progress?: TProgress;
  /**
   * How often it is tried again after a failure; the end of its process counts as one. What fails for the last time goes to
   * the dead letters. 0: at most once. Default: 3.
   */
  readonly retries?: number;
  /** How long it waits before it is tried again: a time, or how times grow. Default: `{ delay: '1s', factor: 2, max: '1h', jitter: 0.5 }`. */
  readonly backoff?: Duration | BackoffOptions;
  /** How long an attempt may take: then its `signal` aborts, and it has failed. Default: as long as it takes. */
  readonly timeout?: Duration;
  /** How many of this task run at once, in all processes together. It then waits in a queue of its own. Default: as many as workers take. */
  readonly concurrency?: number;
  /** 0 is first, and larger numbers come later, up to 1,000,000. Default: 0. */
  readonly priority?: number;
  /**
   * While one is waiting or running, another one is not taken: those who send it get the first one's handle. True: one for
   * each input; a function: one for each text that it returns. Default: false.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the input's type, which 'boolean' of other options would make the compiler widen
  readonly unique?: boolean | ((input: any) => string);
}

type Promised<TValue> = TValue | Promise<TValue> | PromiseLike<TValue>;

type Returned<TOutput> = [TOutput] extends [SchemaLike] ? InferOutput<TOutput> : unknown;

/** A decorator that refuses a method whose parameters or return type do not fit the schemas. */
export type TaskDecorator<TInput, TOutput, TProgress> = <
  TClass extends object,
  TKey extends string,
  TMethod extends (...args: any[]) => Promised<Returned<TOutput>> = never,
>(
  target: TClass & CheckTask<TClass, TKey, TInput, Job<InferProgress<TProgress>>> & CheckTarget<TClass, TMethod>,
  key: TKey,
  descriptor?: Described<TMethod>,
) => void;

type InferProgress<TProgress> = [TProgress] extends [SchemaLike] ? InferOutput<TProgress> : unknown;

/** A method without any parameter takes any input. */
type CheckTask<TClass, TKey extends string, TInput, TJob> = TKey extends keyof TClass
  ? TClass[TKey] extends () => unknown
    ? Check<TClass, TKey, 0, never>
    : [TInput] extends [SchemaLike]
      ? Check<TClass, TKey, 0, InferInput<TInput>> & CheckJob<TClass, TKey, 1, TJob>
      : CheckFirst<TClass, TKey, TJob>
  : Check<TClass, TKey, 0, TJob>;

/** Without an input the job comes first. A source there would leave `tasks.send` without a type for what it is sent with. */
type CheckFirst<TClass, TKey extends keyof TClass, TJob> = TClass[TKey] extends (...args: infer TArguments) => unknown
  ? TArguments[0] extends Job<never>
    ? CheckJob<TClass, TKey, 0, TJob>
    : Check<TClass, TKey, 0, TJob>
  : unknown;

/** A place that takes a job takes this one. Others name their sources, which check them. */
type CheckJob<TClass, TKey extends keyof TClass, TIndex extends 0 | 1, TJob> = TClass[TKey] extends (...args: infer TArguments) => unknown
  ? `${TIndex}` extends keyof TArguments
    ? TArguments[TIndex] extends Job<infer TProgress>
      ? unknown extends TProgress
        ? unknown
        : Check<TClass, TKey, TIndex, TJob>
      : unknown
    : unknown
  : unknown;

/**
 * A task: work that a process does when it gets to it, again where it fails, and on as many machines as there are workers.
 * The method is given the input, the job (unless its second parameter names a source), and what its other parameters
 * depend on, for each attempt anew.
 *
 * @param name Unique in the application; jobs that wait know their task by it: `reports.build`.
 * @example
 * class Reports {
 *   constructor(@Depends(OrderStore) private readonly orders: OrderStore) {}
 *
 *   @Task('reports.build', { input: Order, output: Report, timeout: '5m' })
 *   async build({ year }: Order): Promise<Report> { return { year, total: await this.orders.totalOf(year) }; }
 * }
 * export const reports = tasksOf(Reports);
 */
export function Task<
  TInput extends SchemaLike | undefined = undefined,
  TOutput extends SchemaLike | undefined = undefined,
  TProgress extends SchemaLike | undefined = undefined,
>(name: string, options: TaskOptions<TInput, TOutput, TProgress> = {}): TaskDecorator<TInput, TOutput, TProgress> {
  return (target: object, key: string) => {
    const record: TaskRecord = { name, ...options } as TaskRecord;
    writeWork(target, { kind: TASK, key, options: record });
  };
}

export const TASK = 'task';

/** What the decorator recorded. */
export interface TaskRecord extends TaskOptions<SchemaLike, SchemaLike, SchemaLike> {
  readonly name: string;
}

/** A class with tasks. */
export type TaskClass = AnyConstructor;
