import { readWork } from '@typhoon/core/internal';
import type { Job } from './job.js';
import { TASK } from './task.js';
import type { TaskClass, TaskRecord } from './task.js';

export const kTask = Symbol.for('typhoon.task');

declare const types: unique symbol;

/** A task with the types of its input, result and progress, to be sent and asked after. */
export interface TaskReference<TInput = unknown, TOutput = unknown, TProgress = unknown> {
  readonly [types]?: { readonly input: TInput; readonly output: TOutput; readonly progress: TProgress };
  readonly [kTask]: { readonly target: TaskClass; readonly key: string; readonly name: string };
}

/** Any task, for what takes all. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever its types
export type AnyTask = TaskReference<any, any, any>;

/** What a method is sent with: undefined where it takes nothing, or its job at once. */

type InputOf<TMethod> = TMethod extends () => unknown ? undefined : TMethod extends (input: infer TInput, ...rest: any[]) => unknown ? Given<TInput> : never;

// `never` is any job, since progress is what a job takes.
type Given<TInput> = unknown extends TInput ? TInput : TInput extends Job<never> ? undefined : TInput;

/** What is told of its progress: the type of the job that it takes. */

type ProgressOf<TMethod> = TMethod extends (...args: any[]) => unknown ? ProgressIn<Parameters<TMethod>> : never;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the same
type ProgressIn<TArguments extends readonly any[]> = TArguments extends readonly [infer TFirst, ...infer TRest]
  ? TFirst extends Job<infer TProgress>
    ? TProgress
    : TRest extends readonly [Job<infer TProgress>, ...unknown[]]
      ? TProgress
      : unknown
  : unknown;

/** The tasks of a class, by the names of their methods. */
export type TaskReferences<TClass> = {
  readonly [TKey in keyof TClass as TClass[TKey] extends (...args: any[]) => unknown ? TKey : never]: TClass[TKey] extends (...args: any[]) => infer TResult
    ? TaskReference<InputOf<TClass[TKey]>, Awaited<TResult>, ProgressOf<TClass[TKey]>>
    : never;
};

/**
 * The tasks of a class as values, since TypeScript knows no `Reports.build` of a method: write it below the class.
 *
 * @throws TypeError for a class without tasks, or one that is not there yet in an import cycle.
 * @example
 * export const reports = tasksOf(Reports);
 * await app.run(tasks, (tasks) => tasks.send(reports.build, { id: 1, year: 2026 }));
 */
export function tasksOf<TClass extends TaskClass>(target: TClass): TaskReferences<InstanceType<TClass>> {
  if (target === undefined) throw new TypeError('tasksOf() got no class: two modules import each other. Call it in the module of the class.');
  const records = readWork(target.prototype as object, TASK);
  if (records.length === 0) throw new TypeError(`'${target.name}' has no method with @Task.`);
  const references = records.map(({ key, options }): [string, AnyTask] => [key, { [kTask]: { target, key, name: (options as TaskRecord).name } }]);
  return Object.fromEntries(references) as unknown as TaskReferences<InstanceType<TClass>>;
}
