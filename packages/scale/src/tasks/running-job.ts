import type { WorkServices } from '@typhoon/core';
import type { Job } from './job.js';
import { JobSignal } from './job-signal.js';
import type { TakenJob } from './task-engine.js';

/**
 * A job as its method sees it: its signal, its log and its `progress` are made when they are asked for, since most tasks ask
 * for none of them.
 */
export class RunningJob implements Job {
  readonly id: string;
  readonly task: string;
  readonly attempt: number;
  readonly attempts: number;
  readonly #taken: TakenJob;
  readonly #services: Pick<WorkServices, 'log' | 'observer'>;
  readonly #write: (value: unknown) => unknown;
  #time: JobSignal | undefined;
  #log: Job['log'] | undefined;
  #progress: Job['progress'] | undefined;

  /** @param write What progress is as JSON. */
  constructor(taken: TakenJob, services: Pick<WorkServices, 'log' | 'observer'>, write: (value: unknown) => unknown) {
    this.id = taken.id;
    this.task = taken.task;
    this.attempt = taken.attempt;
    this.attempts = taken.attempts;
    this.#taken = taken;
    this.#services = services;
    this.#write = write;
  }

  get signal(): AbortSignal {
    return (this.#time ??= new JobSignal(this.#taken.signal)).signal;
  }

  get log(): Job['log'] {
    return (this.#log ??= this.#services.log.child({ task: this.task, job: this.id, ...this.#services.observer?.bindings() }));
  }

  get progress(): Job['progress'] {
    return (this.#progress ??= async (value) => this.#taken.progress(this.#write(value)));
  }

  /** Its time is over. */
  abort(reason: unknown): void {
    (this.#time ??= new JobSignal(this.#taken.signal)).abort(reason);
  }

  /** The attempt is over: the worker's signal lets go of it. */
  release(): void {
    this.#time?.release();
  }
}
