import { Controller, Depends, EventStream, Get, HttpError, Path, Type, named, signal } from '@typhoon/core';
import type { ControllerOptions, SchemaLike } from '@typhoon/core';
import { readWork, toSchema } from '@typhoon/core/internal';
import { TASK } from './task.js';
import type { TaskClass, TaskRecord } from './task.js';
import { kTask } from './task-reference.js';
import type { AnyTask } from './task-reference.js';
import { tasks } from './tasks.js';
import type { TaskState, Tasks } from './tasks.js';

/** Who may ask after a task, and where. */
export interface TaskStatusOptions extends Pick<ControllerOptions, 'tags' | 'dependencies' | 'hidden'> {
  /**
   * What has to let a request pass, as on any route. `false`: whoever knows the id, which nobody guesses, may ask; say so
   * only where that is meant.
   */
  readonly security: NonNullable<ControllerOptions['security']>;
  /** Leading part of the paths. Default: `/tasks/` and the name of the task, `/tasks/reports.build`. */
  readonly path?: string;
  /** Whether the name and message of the error are shown that a task failed with. Default: false, they stand in the log. */
  readonly errors?: boolean;
}

/** Answered where there is no such job, or it is known no longer. */
export const TaskNotFound = HttpError.define({ status: 404, code: 'task_not_found', title: 'Task not found' });

/**
 * A controller that says how the jobs of a task stand: `GET /tasks/reports.build/:id`, and `…/events` as a stream, from now
 * until it is over. Both are documented, with the task's own progress and result.
 *
 * @param task One of `tasksOf(…)`.
 * @throws TypeError where `security` is missing: nobody shall read results by an oversight.
 * @example
 * createApp({ title: 'Shop', version: '1.0.0', tasks: [Reports], controllers: [TaskStatus(reports.build, { security: [currentUser] })] });
 */
export function TaskStatus(task: AnyTask, options: TaskStatusOptions): TaskClass {
  const { target, key, name } = task[kTask];

  if (options?.security === undefined)
    throw new TypeError(
      `TaskStatus(${target.name}.${key}) says nothing of who may ask: give security: [currentUser], or security: false for everybody who knows an id.`,
    );
  const record = readWork(target.prototype as object, TASK).find((each) => each.key === key)?.options as TaskRecord;
  const { path = `/tasks/${name}`, errors = false, ...others } = options;
  const title = toTitle(name);
  const State = createState(title, record);
  const show = (state: TaskState): unknown => ({ ...state, error: state.error === undefined ? undefined : errors ? state.error : HIDDEN });

  @Controller(path, { name: `${title.charAt(0).toLowerCase()}${title.slice(1)}Status`, ...others })
  class TaskStatusController {
    @Get('/:id', { response: State, throws: [TaskNotFound], summary: `How a job of ${name} stands` })
    async read(@Path('id', ID) id: string, @Depends(tasks) sender: Tasks): Promise<never> {
      const state = await sender.status(task, id);
      if (state === undefined) throw new TaskNotFound({ detail: `There is no job ${id} of '${name}', or it is known no longer.` });
      return show(state) as never;
    }

    @Get('/:id/events', { response: EventStream(State), throws: [TaskNotFound], summary: `How a job of ${name} stands, until it is over` })
    async *events(@Path('id', ID) id: string, @Depends(tasks) sender: Tasks, @Depends(signal) left: AbortSignal): AsyncGenerator<never> {
      let isKnown = false;
      for await (const state of sender.get(task, id).watch({ signal: left })) {
        isKnown = true;
        yield show(state) as never;
      }
      if (!isKnown) throw new TaskNotFound({ detail: `There is no job ${id} of '${name}', or it is known no longer.` });
    }
  }
  return TaskStatusController;
}

const ID = Type.String({ format: 'uuid' });

const HIDDEN = { name: 'Error', message: 'The task failed.' };

function createState(title: string, { progress, output }: TaskRecord) {
  return named(
    `${title}State`,
    Type.Object({
      id: ID,
      task: Type.String(),
      phase: Type.Union(['waiting', 'delayed', 'running', 'succeeded', 'failed'].map((phase) => Type.Literal(phase))),
      attempt: Type.Integer({ minimum: 0, description: 'How often it has been begun.' }),
      attempts: Type.Integer({ minimum: 1, description: 'How often it may be begun.' }),
      progress: Type.Optional(schemaOf(progress)),
      result: Type.Optional(schemaOf(output)),
      error: Type.Optional(Type.Object({ name: Type.String(), message: Type.String() })),
      sentAt: Type.DateTime(),
      startedAt: Type.Optional(Type.DateTime()),
      endedAt: Type.Optional(Type.DateTime()),
    }),
  );
}

function schemaOf(schema: SchemaLike | undefined) {
  return schema === undefined ? Type.Unknown() : toSchema(schema);
}

/** 'reports.build' → 'ReportsBuild' */
function toTitle(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
