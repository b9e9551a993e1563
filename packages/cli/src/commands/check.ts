import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { compareContracts } from '../contract/compare-contracts.js';
import type { Contract } from '../contract/contract.js';
import { formatLock, readLock, writeLock } from '../contract/contract-lock.js';
import { formatChanges } from '../contract/format-changes.js';
import { readAsyncApi, readOpenApi } from '../documents/read-documents.js';
import { describeEntry } from '../entry/describe-entry.js';
import { CliError } from '../errors.js';
import type { Terminal } from '../output/terminal.js';

/** Options of `typhoon check`. */
export interface CheckOptions {
  readonly entry?: string | undefined;
  /** The file of the lock. Default: the project's setting, else typhoon.lock.json in its folder. */
  readonly lock?: string | undefined;
  readonly update?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Compares an application with the lock of its contract; 1 where it breaks it. */
export async function check({ entry, lock, update, json }: CheckOptions, terminal: Terminal): Promise<number> {
  const { app, project } = await describeEntry(entry);
  const path = lock === undefined ? resolve(project.folder, project.settings.lock ?? 'typhoon.lock.json') : resolve(lock);
  const shown = relative(process.cwd(), path);
  const documents = { openapi: readOpenApi(app, project.folder), asyncapi: readAsyncApi(app, project.folder) };
  const now = JSON.parse(JSON.stringify(documents)) as Contract;
  const before = update === true ? readUsableLock(path) : readLock(path);
  if (before === undefined) {
    if (update !== true) throw new CliError('TYPHOON_ERR_CLI_LOCK', `There is no lock '${shown}' to compare with. Write it, and commit it: ${updateOf(lock)}`);
    writeLock(path, now);
    terminal.tell(`${shown} is written. Commit it.`);
    return 0;
  }

  const changes = compareContracts(before, now);
  if (json === true) await terminal.print(JSON.stringify(changes, null, 2));
  else await terminal.print(changes.length === 0 ? 'The contract is kept: nothing has changed.' : formatChanges(changes, terminal.outColors));
  const isStale = readFileSync(path, 'utf8') !== formatLock(now);
  if (update === true) {
    if (isStale) writeLock(path, now);
    terminal.tell(isStale ? `${shown} is updated. Commit it.` : `${shown} is up to date.`);
    return 0;
  }
  if (changes.some(({ breaking }) => breaking)) {
    terminal.tell(`Clients may fail. Where that is meant: ${updateOf(lock)}`);
    return 1;
  }
  if (isStale) terminal.tell(`${shown} is older than the application: ${updateOf(lock)}`);
  return 0;
}

/** The command that writes the same lock. */
function updateOf(lock: string | undefined): string {
  return `typhoon check --update${lock === undefined ? '' : ` --lock ${lock}`}`;
}

/** What cannot be read is written anew. */
function readUsableLock(path: string): Contract | undefined {
  try {
    return readLock(path);
  } catch {
    return undefined;
  }
}
