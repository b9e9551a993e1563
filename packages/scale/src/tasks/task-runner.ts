import type { WorkServices } from '@typhoon/core';
import { backoffOf } from './backoff.js';
import { toContext } from './job.js';
import type { Job } from './job.js';
import { toAttributes, toIdAttribute } from './job-attributes.js';
import { RunningJob } from './running-job.js';
import { isValidationError } from './task-codec.js';
import type { TakenJob, WorkOptions } from './task-engine.js';
import { NonRetryableError, TaskTimeoutError } from './task-error.js';
import type { KnownTask, TaskRegistry } from './task-registry.js';

/** What stands around each attempt: a span of a trace, a measurement. It returns, or rejects with, what `run` does. */
export type AroundJob = (job: Job, run: () => Promise<unknown>, headers: Readonly<Record<string, string>>) => Promise<unknown>;

/** Does jobs: reads their input, calls their method within its time, and writes what it returns. */
export class TaskRunner implements Pick<WorkOptions, 'run' | 'retryAfter'> {
  readonly #registry: TaskRegistry;
  readonly #services: WorkServices;
  readonly #around: AroundJob | undefined;
  /** What the schemas of tasks have refused. One that the method got elsewhere may be another one next time. */
  readonly #refused = new WeakSet<Error>();

  constructor(registry: TaskRegistry, services: WorkServices, around: AroundJob | undefined) {
    this.#registry = registry;
    this.#services = services;
    this.#around = around;
  }

  // Each layer of promises is paid for by each task: here is none.
  readonly run: WorkOptions['run'] = (taken) => {
    const { observer } = this.#services;
    if (observer === undefined) return this.#attempt(taken);
    const attributes = { ...toAttributes(taken.task, 'process'), ...toIdAttribute(taken.id), 'typhoon.task.attempt': taken.attempt };
    return observer.resume(taken.headers, { kind: 'task', name: taken.task, attributes }, async () => this.#attempt(taken));
  };

  async #attempt(taken: TakenJob): Promise<unknown> {
    const known = this.#registry.find(taken.task);
    if (known === undefined)
      throw new NonRetryableError(`There is no task '${taken.task}' in this application: createApp({ tasks: […] }) has no class with it.`);
    const job = new RunningJob(taken, this.#services, (value) => this.#bySchema(known.progress.write, value));
    try {
      if (taken.attempt > taken.attempts) throw new NonRetryableError(`Its process ended under it, ${taken.attempts} of ${taken.attempts} times.`);
      const given = known.definition.input === undefined ? [job] : [this.#bySchema(known.input.read, taken.input), job];
      if (this.#around === undefined) return this.#bySchema(known.output.write, await this.#call(known, given, job));
      return await this.#around(job, async () => this.#bySchema(known.output.write, await this.#call(known, given, job)), taken.headers);
    } catch (error) {
      this.#report(job, error);
      throw error;
    } finally {
      job.release();
    }
  }

  readonly retryAfter = ({ task, attempt, attempts }: Pick<Job, 'task' | 'attempt' | 'attempts'>, error: unknown): number | undefined => {
    if (attempt >= attempts || NonRetryableError.is(error) || this.#refused.has(error as Error)) return undefined;
    return backoffOf(this.#registry.find(task)?.definition.backoff, attempt);
  };

  /** @throws ValidationError, which no further attempt would change. */
  #bySchema(convert: (value: unknown) => unknown, value: unknown): unknown {
    try {
      return convert(value);
    } catch (error) {
      if (isValidationError(error)) this.#refused.add(error);
      throw error;
    }
  }

  #call({ index, definition: { timeout } }: KnownTask, given: readonly unknown[], job: RunningJob): Promise<unknown> {
    const { call } = this.#services;
    const context = toContext(job);
    return timeout === undefined ? call(index, given, context) : within(() => call(index, given, context), timeout, job);
  }

  #report(job: Job, error: unknown): void {
    const wait = this.retryAfter(job, error);
    if (wait === undefined) job.log.error({ err: error, attempt: job.attempt }, 'A task failed for good: it is among the dead letters');
    else job.log.warn({ err: error, attempt: job.attempt }, 'A task failed, and will be tried again');
  }
}

/** Milliseconds in which what heeds its signal is expected to end. */
const GRACE = 1_000;

/** Rejects when the time has passed, whether the method heeds its signal or not; what goes on then is told in the log. */
async function within(call: () => Promise<unknown>, timeout: number, job: RunningJob): Promise<unknown> {
  // First of all: what throws at once leaves no timer behind.
  const running = call();
  let timer: NodeJS.Timeout | undefined;
  let isDone = false;
  const tellOfLate = (): void => {
    if (!isDone) job.log.warn({ attempt: job.attempt }, 'A task goes on though its time is over: it heeds no signal, and its next attempt begins beside it');
  };
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new TaskTimeoutError(job.task, timeout);
      job.abort(error);
      setTimeout(tellOfLate, GRACE).unref();
      reject(error);
    }, timeout);
  });
  const end = (): void => void (isDone = true);
  running.then(end, end);
  try {
    return await Promise.race([running, expired]);
  } finally {
    clearTimeout(timer);
  }
}
