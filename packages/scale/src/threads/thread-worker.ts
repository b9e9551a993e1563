/** What a thread of the pool runs. */
import { toFailure } from './thread-failure.js';
import type { ThreadFailure } from './thread-failure.js';
import { findThreadTask } from './thread-task.js';

/** What a thread is told. */
export interface ThreadWork {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
  /** Modules to import before. */
  readonly imports: readonly string[];
}

/** What it says back. */
export type ThreadOutcome = { readonly value: unknown } | { readonly failure: ThreadFailure };

/** Loads the module, once, and runs the function. Never rejects: an error would lose its class on the way. */
export default async function work({ module, name, input, imports }: ThreadWork): Promise<ThreadOutcome> {
  try {
    for (const each of imports) await import(each);
    const exported = (await import(module)) as Readonly<Record<string, unknown>>;
    return { value: await findThreadTask(exported, { module, name }).run(input) };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}
