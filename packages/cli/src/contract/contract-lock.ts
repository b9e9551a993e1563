import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CliError } from '../errors.js';
import { isObject } from './contract.js';
import type { Contract } from './contract.js';

/** The form of the file. A later one has another number. */
const VERSION = 1;

/** The lock as text: members in alphabetical order, so that it changes where the contract does. */
export function formatLock({ openapi, asyncapi }: Contract): string {
  return `${JSON.stringify(sort({ typhoonLock: VERSION, openapi, ...(asyncapi === undefined ? {} : { asyncapi }) }), null, 2)}\n`;
}

/**
 * Reads a lock; undefined where there is none yet.
 *
 * @throws CliError TYPHOON_ERR_CLI_LOCK where the file is no lock.
 */
export function readLock(path: string): Contract | undefined {
  if (!existsSync(path)) return undefined;
  const lock = parse(path);
  if (!isObject(lock) || lock['typhoonLock'] !== VERSION || !isObject(lock['openapi'])) {
    throw new CliError('TYPHOON_ERR_CLI_LOCK', `${path} is no lock of a contract that this version can read. Write it anew: typhoon check --update`);
  }
  return { openapi: lock['openapi'], asyncapi: isObject(lock['asyncapi']) ? lock['asyncapi'] : undefined };
}

export function writeLock(path: string, contract: Contract): void {
  writeFileSync(path, formatLock(contract));
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(
      'TYPHOON_ERR_CLI_LOCK',
      `${path} is no JSON, perhaps after a merge: ${(error as Error).message}. Write it anew: typhoon check --update`,
      { cause: error },
    );
  }
}

/** Lists keep their order: it has a meaning in many. */
function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sort(member)]),
  );
}
