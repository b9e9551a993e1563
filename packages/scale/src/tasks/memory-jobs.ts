import { randomUUID } from 'node:crypto';
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
  readonly #lines = new Map<number, Set<MemoryJob>>();
  #priorities: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(job: MemoryJob): void {
    const { priority } = job.given;
    let line = this.#lines.get(priority);
    if (line === undefined) {
      line = new Set();
      this.#lines.set(priority, line);
      this.#priorities = [...this.#lines.keys()].sort((left, right) => left - right);
    }
    line.add(job);
    this.#size++;
  }

  take(): MemoryJob | undefined {
    for (const priority of this.#priorities) {
      const line = this.#lines.get(priority) as Set<MemoryJob>;
      const [job] = line;
      if (job === undefined) continue;
      line.delete(job);
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
  readonly succeeded = new Set<MemoryJob>();
  readonly failed = new Set<MemoryJob>();

  /** @returns Those that are forgotten. */
  keep(job: MemoryJob, { results, maxResults, maxFailed }: TaskKeeping): MemoryJob[] {
    if (job.phase === 'failed') {
      this.failed.add(job);
      return take(this.failed, () => this.failed.size > maxFailed);
    }
    this.succeeded.add(job);
    const limit = Date.now() - results;
    return take(this.succeeded, (oldest) => this.succeeded.size > maxResults || (oldest.endedAt ?? 0) < limit);
  }
}

function take(jobs: Set<MemoryJob>, isOver: (job: MemoryJob) => boolean): MemoryJob[] {
  const taken: MemoryJob[] = [];
  for (const job of jobs) {
    if (!isOver(job)) break;
    jobs.delete(job);
    taken.push(job);
  }
  return taken;
}
