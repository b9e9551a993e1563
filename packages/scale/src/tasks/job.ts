import { log, signal } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { createDependency } from '@typhoon/core/internal';
import type { FastifyBaseLogger } from 'fastify';

/** One attempt at a task, as its method sees it: the parameter after the input. */
export interface Job<TProgress = unknown> {
  /** The UUID that it was given when it was sent, the same for all attempts. */
  readonly id: string;
  /** The name of the task: `reports.build`. */
  readonly task: string;
  /** 1 for the first one. */
  readonly attempt: number;
  /** How many there are at most. */
  readonly attempts: number;
  /** Aborts when the `timeout` has passed, and when the process has to end. */
  readonly signal: AbortSignal;
  /** Every line carries the id and the name of the task. */
  readonly log: FastifyBaseLogger;
  /** Tells those who watch how far it is; written by the `progress` schema of the task. Rejects where that refuses it. */
  readonly progress: (value: TProgress) => Promise<void>;
}

const kJob = Symbol.for('typhoon.job');

/** The job as a context of dependencies. */
export interface JobContext {
  readonly [kJob]: Job;
}

export function toContext(job: Job): JobContext {
  return { [kJob]: job };
}

/**
 * The job that runs, for dependencies of tasks. The task itself takes it as the parameter after its input.
 *
 * @throws TypeError in a request: there is no job.
 * @example const audit = dependency({ job }, ({ job }) => new Audit(job.id));
 */
export const job: Dependency<Job> = createDependency({ make: 'request', name: 'job', read: (context) => jobOf(context) });

/** What stands for what of a request in a task. */
export const JOB_SUBSTITUTES: ReadonlyMap<Dependency<unknown>, Dependency<unknown>> = new Map<Dependency<unknown>, Dependency<unknown>>([
  [job, job],
  [signal, createDependency<AbortSignal>({ make: 'request', name: 'signal', read: (context) => jobOf(context).signal })],
  [log, createDependency<FastifyBaseLogger>({ make: 'request', name: 'log', read: (context) => jobOf(context).log })],
]);

function jobOf(context: unknown): Job {
  const found = (context as Partial<JobContext>)[kJob];
  if (found === undefined) throw new TypeError("The dependency 'job' is there in tasks only, and this is a request.");
  return found;
}
