import { randomUUID } from 'node:crypto';
import { Fifo } from './fifo.js';
import type { JobRecord, NewJob, TaskKeeping, TaskPhase } from './task-engine.js';
import type { TaskFailure } from './task-error.js';

/** A job in memory: what stands in its record, and what moves it. */
export class MemoryJob {
  readonly id = randomUUID();
  readonly given: NewJob;
  readonly sentAt = Date.now();
  phase: TaskPhase = 'waiting';
  attempt = 0;
  progress: unknown = undefined;
  result: unknown = undefined;
  error: TaskFailure | undefined = undefined;
  startedAt: number | undefined = undefined;
  endedAt: number | undefined = undefined;
  /** Of a job that is delayed. */
  timer: NodeJS.Timeout | undefined = undefined;
  readonly listeners = new Set<() => void>();

  constructor(given: NewJob) {
    this.given = given;
  }

  toRecord(): JobRecord {
    const { task, input, attempts } = this.given;
    const { id, phase, attempt, progress, result, error, sentAt, startedAt, endedAt } = this;
    return { id, task, phase, input, attempt, attempts, progress, result, error, sentAt, startedAt, endedAt };
  }

  notice(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Jobs of one queue that are waiting: those of a smaller number first, of one number in the order in which they came. */
export class WaitingLine {
  readonly #lines = new Map<number, Fifo<MemoryJob>>();
  #priorities: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(job: MemoryJob): void {
    const { priority } = job.given;
    let line = this.#lines.get(priority);
    if (line === undefined) {
      line = new Fifo();
      this.#lines.set(priority, line);
      this.#priorities = [...this.#lines.keys()].sort((left, right) => left - right);
    }
    line.add(job);
    this.#size++;
  }

  take(): MemoryJob | undefined {
    for (const priority of this.#priorities) {
      const line = this.#lines.get(priority) as Fifo<MemoryJob>;
      const job = line.take();
      if (job === undefined) continue;
      this.#size--;
      if (line.size === 0) {
        this.#lines.delete(priority);
        this.#priorities = this.#priorities.filter((other) => other !== priority);
      }
      return job;
    }
    return undefined;
  }
}

/** Jobs that are over, the oldest first: they are forgotten when there are too many, or they are too old. */
export class FinishedJobs {
  readonly succeeded = new Fifo<MemoryJob>();
  /** A Set, since they are taken out from anywhere when they are tried again. */
  readonly failed = new Set<MemoryJob>();

  /** @returns Those that are forgotten. */
  keep(job: MemoryJob, { results, maxResults, maxFailed }: TaskKeeping): MemoryJob[] {
    if (job.phase === 'failed') return this.#keepFailed(job, maxFailed);
    this.succeeded.add(job);
    const limit = Date.now() - results;
    const forgotten: MemoryJob[] = [];
    for (let oldest = this.succeeded.first; oldest !== undefined; oldest = this.succeeded.first) {
      if (this.succeeded.size <= maxResults && (oldest.endedAt ?? 0) >= limit) break;
      this.succeeded.take();
      forgotten.push(oldest);
    }
    return forgotten;
  }

  #keepFailed(job: MemoryJob, maxFailed: number): MemoryJob[] {
    this.failed.add(job);
    const [oldest] = this.failed;
    if (oldest === undefined || this.failed.size <= maxFailed) return [];
    this.failed.delete(oldest);
    return [oldest];
  }
}
