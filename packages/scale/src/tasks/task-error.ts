import { HttpError } from '@typhoon/core';
import type { ErrorClass } from '@typhoon/core';
import { RETRY_AFTER } from '@typhoon/core/internal';

const kFinal = Symbol.for('typhoon.non-retryable');

/**
 * Ends a task without another attempt: what is wrong will be wrong again. It goes to the dead letters.
 *
 * @example throw new NonRetryableError(`There is no order ${id}.`);
 */
export class NonRetryableError extends Error {
  readonly [kFinal] = true;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NonRetryableError';
  }

  /** True for one of any copy of this package. */
  static is(value: unknown): value is NonRetryableError {
    return typeof value === 'object' && value !== null && kFinal in value;
  }
}

/** An attempt took longer than the `timeout` of its task: the reason of its `signal`, and what it failed with. */
export class TaskTimeoutError extends Error {
  constructor(task: string, milliseconds: number) {
    super(`The task '${task}' was not done after ${milliseconds} ms.`);
    this.name = 'TaskTimeoutError';
  }
}

/** What `result()` rejects with where a task has failed for good: its message is that of the last attempt. */
export class TaskFailedError extends Error {
  readonly task: string;
  readonly id: string;
  /** The name of the error that the last attempt ended with: `TypeError`. */
  readonly reason: string;

  constructor(job: { readonly task: string; readonly id: string; readonly error?: { readonly name: string; readonly message: string } | undefined }) {
    super(job.error?.message ?? `The task '${job.task}' failed.`);
    this.name = 'TaskFailedError';
    this.task = job.task;
    this.id = job.id;
    this.reason = job.error?.name ?? 'Error';
  }
}

/** Answered where so many tasks wait in the memory of this process that no further one is taken. */
export const TaskQueueFull: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'task_queue_full',
  title: 'Too many tasks are waiting',
  headers: RETRY_AFTER,
});

/** Answered where the tasks cannot be reached, as while Redis is away: what was to be sent is not. */
export const TasksUnavailable: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'tasks_unavailable',
  title: 'Tasks cannot be reached',
  headers: RETRY_AFTER,
});

/** A failure as it is kept: what is thrown need not be an error. */
export interface TaskFailure {
  readonly name: string;
  readonly message: string;
}

/** An error as it is kept. */
export function toFailure(error: unknown): TaskFailure {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: typeof error === 'string' ? error : 'Something was thrown that is no error.' };
}
