import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Core from '@typhoon/core';

/**
 * Imports the framework that a project uses: `typhoon`, or `@typhoon/core` alone.
 *
 * @param path The entry, or any file of the project.
 * @returns undefined where neither can be loaded: the entry itself will say why.
 */
export async function importFramework(path: string): Promise<typeof Core | undefined> {
  const require = createRequire(resolve(path));
  for (const name of ['typhoon', '@typhoon/core']) {
    try {
      return (await import(pathToFileURL(require.resolve(name)).href)) as typeof Core;
    } catch {
      // Not what the project uses, or broken.
    }
  }
  return undefined;
}
