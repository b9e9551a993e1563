import type { WorkServices } from '@typhoon/core';
import type { Job } from './job.js';
import type { JobSignal } from './job-signal.js';
import type { TakenJob } from './task-engine.js';

/** A job as its method sees it: its signal and its log are made when they are asked for, since most tasks ask for neither. */
export class RunningJob implements Job {
  readonly id: string;
  readonly task: string;
  readonly attempt: number;
  readonly attempts: number;
  readonly progress: Job['progress'];
  readonly #time: JobSignal;
  readonly #services: Pick<WorkServices, 'log' | 'observer'>;
  #log: Job['log'] | undefined;

  /** @param write What progress is as JSON. */
  constructor(taken: TakenJob, time: JobSignal, services: Pick<WorkServices, 'log' | 'observer'>, write: (value: unknown) => unknown) {
    this.id = taken.id;
    this.task = taken.task;
    this.attempt = taken.attempt;
    this.attempts = taken.attempts;
    this.progress = async (value) => taken.progress(write(value));
    this.#time = time;
    this.#services = services;
  }

  get signal(): AbortSignal {
    return this.#time.signal;
  }

  get log(): Job['log'] {
    return (this.#log ??= this.#services.log.child({ task: this.task, job: this.id, ...this.#services.observer?.bindings() }));
  }
}
