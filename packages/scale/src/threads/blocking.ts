import type { ThreadTask } from './thread-task.js';

/** What `threads.run` takes beside a `ThreadTask`: a method with `@Blocking`. */
export type BlockingMethod<TInput, TOutput> = (input: TInput) => TOutput | PromiseLike<TOutput>;

/** Refuses methods of objects, and those of several parameters. */
export type BlockingDecorator = <TMethod extends (input: never) => unknown>(
  target: abstract new (...given: never[]) => unknown,
  key: string,
  descriptor: TypedPropertyDescriptor<TMethod>,
) => void;

const kTask = Symbol.for('typhoon.threads.task');
const kTasks = Symbol.for('typhoon.threads.tasks');

type Marked = object & { readonly [kTask]?: ThreadTask<unknown, unknown> };
type Owner = object & { [kTasks]?: ThreadTask<unknown, unknown>[] };

/**
 * Names a static method that keeps a processor busy, for `threads.run`; called itself it runs where it is called. Its class
 * is exported: a thread loads the module and looks for it there. Static, since no object gets into a thread: neither what
 * its constructor was given nor what it remembers.
 *
 * @param module `import.meta.url`
 * @throws TypeError on a method of objects, when its module is loaded.
 * @example
 * export class Reports {
 *   @Blocking(import.meta.url)
 *   static build({ year }: { year: number }): Report { return { year, total: 1_000 }; }
 * }
 * const report = await app.run(threads, (threads) => threads.run(Reports.build, { year: 2026 }, { timeout: '30s' }));
 */
export function Blocking(module: string): BlockingDecorator {
  return (target: Owner, key, { value }) => {
    const { name: owner = '' } = target as { readonly name?: string };
    if (typeof target !== 'function') {
      const { name } = (target as object).constructor;
      throw new TypeError(
        `${name}.${key} has @Blocking but is a method of objects, and no object gets into a thread. Write 'static ${key}(input)', and hand over what it needs.`,
      );
    }
    const method = value as unknown as BlockingMethod<unknown, unknown>;
    const task: ThreadTask<unknown, unknown> = { module, name: `${owner}.${key}`, run: (input) => method.call(target, input) };
    Object.defineProperty(method, kTask, { value: task });
    const known = Object.hasOwn(target, kTasks) ? (target[kTasks] ?? []) : [];
    Object.defineProperty(target, kTasks, { value: [...known, task], configurable: true });
  };
}

/** What a thread is to run. @throws TypeError for a function that is none of `@Blocking`. */
export function toThreadTask<TInput, TOutput>(given: ThreadTask<TInput, TOutput> | BlockingMethod<TInput, TOutput>): ThreadTask<TInput, TOutput> {
  if (typeof given !== 'function') return given;
  const task = (given as Marked)[kTask];
  if (task === undefined) {
    throw new TypeError(
      `threads.run: '${given.name}' is a function that no thread can find. Put @Blocking(import.meta.url) above a static method, or export a threadTask(import.meta.url, '${given.name}', …).`,
    );
  }
  return task as ThreadTask<TInput, TOutput>;
}

/** The methods with `@Blocking` of what a module exports. */
export function blockingTasksOf(exported: unknown): readonly ThreadTask<unknown, unknown>[] {
  return typeof exported === 'function' && Object.hasOwn(exported, kTasks) ? ((exported as Owner)[kTasks] ?? []) : [];
}
