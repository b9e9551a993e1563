import { dependency } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import type { TaskWorker } from './task-engine.js';

/** The worker of this process, where it has one: while the application runs, and does tasks. */
export interface TaskWorkerHolder {
  readonly worker: TaskWorker | undefined;
}

/** What does tasks in this process; made by `taskWork`. */
export const taskWorker: Dependency<TaskWorkerHolder> = dependency({}, (): TaskWorkerHolder => ({ worker: undefined }), {
  name: 'taskWorker',
  lifetime: 'singleton',
});
