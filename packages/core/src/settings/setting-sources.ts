import { readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Where texts come from, by variable name. */
export interface SettingSource {
  /** For messages: `the environment`, `.env`. */
  readonly place: string;
  readonly texts: Readonly<Record<string, string | undefined>>;
}

/** Largest file that is read, in bytes: settings are small, and a path may be a mistake. */
const MAX_FILE_BYTES = 1_048_576;

/**
 * The environment and the files, those that win first. A file that does not exist counts as empty.
 *
 * @throws Error when a file exists and cannot be read.
 */
export function listSources(environment: SettingSource['texts'], files: readonly string[]): readonly SettingSource[] {
  const read = files.map((place) => ({ place, texts: readEnvFile(place) }));
  return [{ place: 'the environment', texts: environment }, ...read.reverse()];
}

/**
 * The text of a file without its last line break: editors and `echo` add one.
 *
 * @throws Error when it cannot be read, or is larger than 1 MiB.
 */
export function readTextFile(path: string): string {
  const { size } = statSync(path);
  if (size > MAX_FILE_BYTES) throw new Error(`The file has ${size} bytes; at most ${MAX_FILE_BYTES} are read.`);
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
}

function readEnvFile(path: string): SettingSource['texts'] {
  try {
    return parseEnv(readTextFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`The settings file '${path}' cannot be read.`, { cause: error });
  }
}
