import type { WorkServices } from '@typhoon/core';
import { backoffOf } from './backoff.js';
import { toContext } from './job.js';
import type { Job } from './job.js';
import { toAttributes, toIdAttribute } from './job-attributes.js';
import { JobSignal } from './job-signal.js';
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

  readonly run: WorkOptions['run'] = async (taken) => {
    const { observer } = this.#services;
    if (observer === undefined) return this.#attempt(taken);
    const attributes = { ...toAttributes(taken.task, 'process'), ...toIdAttribute(taken.id), 'typhoon.task.attempt': taken.attempt };
    return observer.resume(taken.headers, { kind: 'task', name: taken.task, attributes }, async () => this.#attempt(taken));
  };

  async #attempt(taken: TakenJob): Promise<unknown> {
    const known = this.#registry.find(taken.task);
    if (known === undefined)
      throw new NonRetryableError(`There is no task '${taken.task}' in this application: createApp({ tasks: […] }) has no class with it.`);
    const time = new JobSignal(taken.signal);
    const job = new RunningJob(taken, time, this.#services, (value) => this.#bySchema(() => known.progress.write(value)));
    try {
      if (taken.attempt > taken.attempts) throw new NonRetryableError(`Its process ended under it, ${taken.attempts} of ${taken.attempts} times.`);
      const input = this.#bySchema(() => known.input.read(taken.input));
      if (this.#around === undefined) return await this.#call(known, input, job, time);
      return await this.#around(job, async () => this.#call(known, input, job, time), taken.headers);
    } catch (error) {
      this.#report(job, error);
      throw error;
    } finally {
      time.release();
    }
  }

  readonly retryAfter = ({ task, attempt, attempts }: Pick<Job, 'task' | 'attempt' | 'attempts'>, error: unknown): number | undefined => {
    if (attempt >= attempts || NonRetryableError.is(error) || this.#refused.has(error as Error)) return undefined;
    return backoffOf(this.#registry.find(task)?.definition.backoff, attempt);
  };

  /** @throws ValidationError, which no further attempt would change. */
  #bySchema<TValue>(convert: () => TValue): TValue {
    try {
      return convert();
    } catch (error) {
      if (isValidationError(error)) this.#refused.add(error);
      throw error;
    }
  }

  async #call({ index, definition, output }: KnownTask, input: unknown, job: Job, time: JobSignal): Promise<unknown> {
    const { timeout } = definition;
    const given = definition.input === undefined ? [job] : [input, job];
    const { call } = this.#services;
    const context = toContext(job);
    const result = await (timeout === undefined ? call(index, given, context) : within(async () => call(index, given, context), timeout, job, time));
    return this.#bySchema(() => output.write(result));
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
async function within(call: () => Promise<unknown>, timeout: number, job: Job, time: JobSignal): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  let isDone = false;
  const tellOfLate = (): void => {
    if (!isDone) job.log.warn({ attempt: job.attempt }, 'A task goes on though its time is over: it heeds no signal, and its next attempt begins beside it');
  };
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new TaskTimeoutError(job.task, timeout);
      time.abort(error);
      setTimeout(tellOfLate, GRACE).unref();
      reject(error);
    }, timeout);
  });
  const running = call();
  const end = (): void => void (isDone = true);
  running.then(end, end);
  try {
    return await Promise.race([running, expired]);
  } finally {
    clearTimeout(timer);
  }
}
