import { availableParallelism } from 'node:os';
import type { Dependency, FormatTable, WorkKind } from '@typhoon/core';
import { readByRules, readDuration, readLauncher, toMilliseconds } from '@typhoon/core/internal';
import type { Duration, OptionRules, ProblemList } from '@typhoon/core/internal';
import { JOB_SUBSTITUTES } from './job.js';
import type { TaskClass } from './task.js';
import { COMMON_QUEUE, describeTasks } from './task-definition.js';
import type { TaskDefinition } from './task-definition.js';
import type { TaskEngine } from './task-engine.js';
import { TaskRegistry } from './task-registry.js';
import { TaskRunner } from './task-runner.js';
import type { AroundJob } from './task-runner.js';
import { taskEngine, taskRegistry, tasks } from './tasks.js';
import { taskWorker } from './task-worker.js';
import type { TaskWorkerHolder } from './task-worker.js';

/** Options of all tasks of an application. */
export interface TasksOptions {
  readonly classes: readonly TaskClass[];
  /**
   * Whether this process does tasks. Default: where they wait in its memory, or it was started by `typhoon worker`; with
   * Redis the processes that answer requests only send them.
   */
  readonly work?: boolean;
  /** How many run at once in a process, of those whose task has no `concurrency`. `typhoon worker --concurrency` wins. Default: the number of cores, 4 at least. */
  readonly concurrency?: number;
  /** How long results can be asked after. Default: '1h'. */
  readonly keepResults?: Duration;
  /** How many results are kept of each queue, at most. Default: 10,000. */
  readonly maxResults?: number;
  /** How many dead letters are kept of each queue, the latest. Default: 1,000. */
  readonly maxFailed?: number;
  /** How long a worker may give no sign of life before its jobs are given to others: it is dead, or its event loop is blocked. Default: '30s'. */
  readonly patience?: Duration;
  /** Stands around each attempt: a span of a trace, a measurement. */
  readonly around?: AroundJob;
}

/**
 * The tasks of an application as work of it. `createApp({ tasks })` of `typhoon` makes it by itself.
 *
 * @example
 * import { createApp } from '@typhoon/core';
 * createApp({ works: [taskWork([Reports])], controllers: [ReportsController] });
 */
export function taskWork(given: readonly TaskClass[] | TasksOptions): WorkKind {
  return new TaskWork(Array.isArray(given) ? { classes: given as readonly TaskClass[] } : (given as TasksOptions)).kind;
}

class TaskWork {
  readonly kind: WorkKind;
  readonly #options: TasksOptions;
  readonly #registry = new TaskRegistry();
  readonly #holder: { -readonly [TKey in keyof TaskWorkerHolder]: TaskWorkerHolder[TKey] } = { worker: undefined };
  #settings: Pick<Parameters<NonNullable<WorkKind['start']>>[0], 'log' | 'closeTimeout'> | undefined;

  constructor(options: TasksOptions) {
    this.#options = options;
    this.kind = {
      name: 'tasks',
      describe: (problems, formats) => this.#describe(problems, formats),
      substitutes: JOB_SUBSTITUTES,
      needs: [taskEngine, tasks, taskWorker],
      engines: new Map<Dependency<unknown>, () => unknown>([
        [taskRegistry, () => this.#registry],
        [taskWorker, () => this.#holder],
      ]),
      start: async (services) => {
        this.#settings = services;
        const engine = services.readSingleton(taskEngine) as TaskEngine;
        engine.open(this.#keeping);
        if (!this.#isWorking(engine)) return;
        if (!engine.isShared)
          services.log.warn('Tasks wait in the memory of this process: they do not survive its end. createApp({ redis }) keeps them on Redis.');
        const { run, retryAfter } = new TaskRunner(this.#registry, services, options.around);
        const patience = toMilliseconds(options.patience ?? '30s');
        this.#holder.worker = await engine.work({ queues: this.#queues, formerQueues: this.#formerQueues, run, retryAfter, patience });
      },
      stop: async () => this.#stop(),
      idle: async () => this.#holder.worker?.idle(),
    };
  }

  #describe(problems: ProblemList, formats: FormatTable | undefined) {
    const { classes = [] } = readByRules<Partial<TasksOptions>>(
      this.#options,
      { rules: RULES, code: 'TYPHOON_ERR_APP_OPTIONS' },
      "createApp(), option 'tasks'",
      problems,
    );
    const definitions = describeTasks(classes, problems, formats);
    this.#registry.set(definitions, formats);
    return definitions.map(({ target, key, place, input }) => ({
      target,
      method: key,
      place,
      given: input === undefined ? [] : ['the input'],
      optional: 'the job',
    }));
  }

  get #keeping() {
    const { keepResults = '1h', maxResults = 10_000, maxFailed = 1_000 } = this.#options;
    return { results: toMilliseconds(keepResults), maxResults, maxFailed };
  }

  #isWorking({ isShared }: TaskEngine): boolean {
    return this.#options.work ?? (!isShared || readLauncher()?.purpose === 'work');
  }

  /** How many of the tasks without a limit run at once. */
  get #concurrency() {
    return readLauncher()?.concurrency ?? this.#options.concurrency ?? Math.max(4, availableParallelism());
  }

  /** The common one is always worked on. */
  get #formerQueues() {
    const names = this.#registry.all.map(({ formerQueue }) => formerQueue).filter((name) => name !== COMMON_QUEUE);
    return { names, concurrency: this.#concurrency };
  }

  get #queues() {
    const limited = this.#registry.all.filter((task): task is TaskDefinition & { concurrency: number } => task.concurrency !== undefined);
    return [
      { name: COMMON_QUEUE, concurrency: this.#concurrency, isLimited: false },
      ...limited.map(({ queue, concurrency }) => ({ name: queue, concurrency, isLimited: true })),
    ];
  }

  async #stop(): Promise<void> {
    const { worker } = this.#holder;
    if (worker === undefined || this.#settings === undefined) return;
    const { closeTimeout, log } = this.#settings;
    const broken = await worker.stop(readLauncher()?.deadline ?? closeTimeout);
    if (broken > 0)
      log.warn({ tasks: broken }, 'Some tasks were not done when the application closed: what waits on Redis is done by others, the rest is lost');
    this.#holder.worker = undefined;
  }
}

const positive = { accepts: (value: unknown) => Number.isInteger(value) && (value as number) > 0, expected: 'a whole number above 0' };
const time = { accepts: (value: unknown) => readDuration(value) !== undefined, expected: "milliseconds, or a text like '30s'" };

const RULES: OptionRules<TasksOptions> = {
  classes: { accepts: Array.isArray, expected: 'a list of classes' },
  work: { accepts: (value) => typeof value === 'boolean', expected: 'true or false' },
  concurrency: positive,
  keepResults: time,
  maxResults: positive,
  maxFailed: positive,
  patience: { accepts: (value) => (readDuration(value) ?? 0) >= 1_000, expected: "a second or more: '30s'" },
  around: { accepts: (value) => typeof value === 'function', expected: 'a function' },
};
