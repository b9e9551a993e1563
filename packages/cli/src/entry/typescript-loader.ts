import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFramework } from './framework.js';

/** What holds where a project has no tsconfig.json of its own. */
const FALLBACK = fileURLToPath(new URL('../../tsconfig.fallback.json', import.meta.url));

/**
 * Makes Node run TypeScript from now on, as the project's tsconfig.json says: with decorators, without their metadata.
 *
 * By oxc: it needs no script at install, reads `extends` and `paths`, and transpiles in microseconds. esbuild and swc both
 * have install scripts, and Node's own type stripping knows no decorators.
 *
 * The framework is imported before: its hundreds of files are JavaScript, and through the loader's hooks, which run in
 * a thread of their own before Node 26, they take twice the processor time (1.8 s instead of 0.7 s on two cores).
 *
 * @see https://github.com/oxc-project/oxc-node
 */
export async function registerTypeScript(entry: string): Promise<void> {
  await importFramework(entry);
  const { setTsconfigPath } = await import('@oxc-node/core');
  setTsconfigPath(findTsconfig(dirname(entry)) ?? FALLBACK);
  // It has no declarations.
  const register = '@oxc-node/core/register';
  await import(register);
  tellThreads(entry);
}

/** Threads inherit no loader: those of `threads.run` import this one before anything else. */
function tellThreads(entry: string): void {
  const inThread = new URL('./typescript-thread.js', import.meta.url);
  inThread.searchParams.set('entry', entry);
  Object.assign(globalThis, { [kThreadImports]: [inThread.href] });
}

/** Read by `@typhoon/scale`. A symbol that is found by name: the project has a copy of its own. */
const kThreadImports = Symbol.for('typhoon.threads.imports');

/** The nearest tsconfig.json, from a folder upwards. */
export function findTsconfig(folder: string): string | undefined {
  const path = join(folder, 'tsconfig.json');
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findTsconfig(parent);
}
