/** The folder of a client: what is generated in it, and nothing else, is read, written and removed. */
import { lstat, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GeneratorError } from '../errors.js';
import type { PrintedFile } from '../print/printed-module.js';
import { GENERATED } from '../print/print-client.js';

/** A file that is not as it would be generated now. */
export interface ClientDifference {
  /** Relative to the client's folder. */
  readonly path: string;
  /** `missing`: it would be written; `changed`: it says something else; `stale`: nothing would write it now. */
  readonly kind: 'missing' | 'changed' | 'stale';
  /** The first line that differs, from 1, where the file has changed. */
  readonly line?: number;
}

/** In the order of their paths. @throws TYPHOON_ERR_CLIENT_FOLDER */
export async function compareFolder(folder: string, files: readonly PrintedFile[]): Promise<ClientDifference[]> {
  const existing = await readGenerated(folder, files);
  const written = files.flatMap(({ path, text }): ClientDifference[] => {
    const before = existing.get(path);
    if (before === undefined) return [{ path, kind: 'missing' }];
    return before === text ? [] : [{ path, kind: 'changed', line: firstDifference(before, text) }];
  });
  const wanted = new Set(files.map(({ path }) => path));
  const stale = [...existing.keys()].filter((path) => !wanted.has(path)).map((path): ClientDifference => ({ path, kind: 'stale' }));
  return [...written, ...stale].toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Writes what differs, and removes what is stale. @throws TYPHOON_ERR_CLIENT_FOLDER */
export async function writeFolder(folder: string, files: readonly PrintedFile[]): Promise<ClientDifference[]> {
  const differences = await compareFolder(folder, files);
  await mkdir(folder, { recursive: true });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const { path, kind } of differences) {
    const target = join(folder, path);
    if (kind === 'stale') await rm(target);
    else await writeFile(target, texts.get(path) ?? '');
  }
  return differences;
}

/** Generated files by name. A file in the way that nobody generated is somebody's work. */
async function readGenerated(folder: string, files: readonly PrintedFile[]): Promise<Map<string, string>> {
  const wanted = new Set(files.map(({ path }) => path));
  const generated = new Map<string, string>();
  for (const name of await listNames(folder)) {
    if (!/\.[tj]s$/.test(name) && !wanted.has(name)) continue;
    const path = join(folder, name);
    const isFile = (await lstat(path)).isFile();
    const text = isFile ? await readFile(path, 'utf8') : '';
    if (text.startsWith(GENERATED)) generated.set(name, text);
    else if (wanted.has(name)) {
      throw new GeneratorError(
        'TYPHOON_ERR_CLIENT_FOLDER',
        `'${resolve(path)}' would be overwritten, but was not generated. Choose another folder, or move it away.`,
      );
    }
  }
  return generated;
}

async function listNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new GeneratorError('TYPHOON_ERR_CLIENT_FOLDER', `'${resolve(folder)}' cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function firstDifference(before: string, after: string): number {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const index = old.findIndex((text, number) => text !== now[number]);
  return (index === -1 ? old.length : index) + 1;
}
