import type { TaskFailure } from './task-error.js';

/** Where a job is in its life. `delayed` waits for its time, or for its next attempt. */
export type TaskPhase = 'waiting' | 'delayed' | 'running' | 'succeeded' | 'failed';

/** A task among others: jobs of one queue wait in one line. */
export interface TaskPlace {
  /** `reports.build` */
  readonly task: string;
  readonly queue: string;
}

/** A job that is to be done. */
export interface NewJob extends TaskPlace {
  /** JSON. */
  readonly input: unknown;
  /** How often it may be begun. */
  readonly attempts: number;
  /** 0 is first. */
  readonly priority: number;
  /** Milliseconds before it waits for a worker. */
  readonly delay: number;
  /** While another one of this key waits or runs, it is not taken. */
  readonly unique?: string | undefined;
  /** What shall be known where it runs: the trace that it belongs to. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A job as it stands. Values are JSON; times are milliseconds since 1970. */
export interface JobRecord {
  readonly id: string;
  readonly task: string;
  readonly phase: TaskPhase;
  readonly input: unknown;
  /** How often it has been begun. */
  readonly attempt: number;
  readonly attempts: number;
  readonly progress: unknown;
  readonly result: unknown;
  /** What the last attempt failed with. */
  readonly error: TaskFailure | undefined;
  readonly sentAt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
}

/** A job that a worker has taken. */
export interface TakenJob extends TaskPlace {
  readonly id: string;
  readonly input: unknown;
  /** 1 for the first. More than `attempts` where its workers ended under it: then it is not begun. */
  readonly attempt: number;
  readonly attempts: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Aborts when the worker has to end. */
  readonly signal: AbortSignal;
  /** @param value JSON. */
  readonly progress: (value: unknown) => Promise<void>;
}

/** What a worker does, and how. */
export interface WorkOptions {
  /** The lines that it takes jobs from, and how many of each it runs at once. */
  readonly queues: readonly { readonly name: string; readonly concurrency: number; readonly isLimited: boolean }[];
  /** Lines that nothing is sent to any more: what is left in them is done, too, so many at once. An engine that outlives no process needs none. */
  readonly formerQueues?: { readonly names: readonly string[]; readonly concurrency: number };
  /** Does a job; resolves with its result as JSON. What it rejects with decides whether there is another attempt. */
  readonly run: (job: TakenJob) => Promise<unknown>;
  /** Milliseconds before the next attempt; undefined where there is none. */
  readonly retryAfter: (job: TaskPlace & { readonly attempt: number; readonly attempts: number }, error: unknown) => number | undefined;
  /** Milliseconds after which a worker that gives no sign of life is taken for dead, and its jobs are given to others. */
  readonly patience: number;
}

/** A worker at work. */
export interface TaskWorker {
  /** How many jobs run. */
  readonly running: number;
  /** Whether it can take jobs. */
  readonly isHealthy: boolean;
  /** Resolves when nothing waits or runs that this worker alone would do. */
  readonly idle: () => Promise<void>;
  /**
   * Takes no more jobs, and waits for those that run, so many milliseconds at most: then their signals abort.
   *
   * @returns How many were broken off, or are lost with this process.
   */
  readonly stop: (deadline: number) => Promise<number>;
}

/** How many jobs of a queue are where. */
export interface TaskCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
  /** The dead letters. */
  readonly failed: number;
}

/** How much is kept of jobs that are over. */
export interface TaskKeeping {
  /** Milliseconds for which what succeeded can be asked after. */
  readonly results: number;
  /** How many of each queue, at most. */
  readonly maxResults: number;
  /** How many dead letters of each queue are kept, the latest. */
  readonly maxFailed: number;
}

/** Keeps jobs, and hands them to workers. */
export interface TaskEngine {
  /** Whether jobs outlive this process, and are done by all that share the engine. */
  readonly isShared: boolean;
  /** Says what is kept; called before everything else. */
  readonly open: (keeping: TaskKeeping) => void;
  /**
   * Takes a job over: from now on it will be done, as far as the engine lives. Rejects where it is not taken.
   *
   * @returns Its id, which the engine gives it: a UUID that nobody guesses. Where a job of its unique key waits or runs, the id of that one.
   */
  readonly send: (job: NewJob) => Promise<string>;
  /** A job as it stands; undefined where it is not, or no longer, known. The id comes from whoever asks: any text. */
  readonly read: (place: TaskPlace, id: string) => Promise<JobRecord | undefined>;
  /** Calls `notice` whenever something of the job changes; resolves when it listens, to what ends that. */
  readonly watch: (place: TaskPlace, id: string, notice: () => void) => Promise<() => void>;
  /** The dead letters of a queue, the latest first. */
  readonly failed: (queue: string, limit: number) => Promise<readonly JobRecord[]>;
  /** Does a dead letter again, with all its attempts and its unique key. False where there is no such one, or another job has that key. */
  readonly retry: (place: TaskPlace, id: string) => Promise<boolean>;
  readonly counts: (queue: string) => Promise<TaskCounts>;
  /** Begins to do jobs in this process. */
  readonly work: (options: WorkOptions) => Promise<TaskWorker>;
  readonly close: () => Promise<void>;
}
