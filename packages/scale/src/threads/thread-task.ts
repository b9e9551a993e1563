import { blockingTasksOf } from './blocking.js';

/** A function that runs in a thread, known by the module that exports it and by its name. */
export interface ThreadTask<TInput, TOutput> {
  /** `import.meta.url` of its module. */
  readonly module: string;
  readonly name: string;
  /** The function itself, for whoever wants to call it in this thread: a test, or a script. */
  readonly run: (input: TInput) => TOutput | PromiseLike<TOutput>;
}

/**
 * Names a function that keeps a processor busy, for `threads.run`. Export it: a thread loads the module and looks for it
 * among the exports. So its module is one of its own, that starts nothing when it is loaded.
 *
 * What goes in and what comes back is copied as `structuredClone` does: plain data, dates, maps, sets, bytes.
 *
 * @param module `import.meta.url`
 * @param name Unique in the module.
 * @example export const hashing = threadTask(import.meta.url, 'hashing', ({ text, rounds }: Work) => pbkdf2Sync(text, 'salt', rounds, 32, 'sha256'));
 */
export function threadTask<TInput, TOutput>(module: string, name: string, run: (input: TInput) => TOutput | PromiseLike<TOutput>): ThreadTask<TInput, TOutput> {
  return { module, name, run };
}

/** Finds it among what its module exports. @throws TypeError where it is not exported. */
export function findThreadTask(exported: Readonly<Record<string, unknown>>, { module, name }: Pick<ThreadTask<never, unknown>, 'module' | 'name'>) {
  const tasks = Object.values(exported).flatMap((value) => (isThreadTask(value) ? value : blockingTasksOf(value)));
  const found = tasks.find((task) => task.name === name && task.module === module);
  if (found === undefined) throw new TypeError(`${module} exports no thread task '${name}'. Write: ${explainExport(name)}.`);
  return found;
}

function explainExport(name: string): string {
  const [owner, key] = name.split('.');
  return key === undefined
    ? `export const ${name} = threadTask(import.meta.url, '${name}', …)`
    : `export class ${String(owner)} { @Blocking(import.meta.url) static ${key}(…) {} }`;
}

function isThreadTask(value: unknown): value is ThreadTask<unknown, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { module, name, run } = value as Partial<ThreadTask<unknown, unknown>>;
  return typeof module === 'string' && typeof name === 'string' && typeof run === 'function';
}
