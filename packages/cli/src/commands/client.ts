import { relative, resolve } from 'node:path';
import { checkClient, generateClient } from '@typhoon/client/generate';
import type { ClientDifference, FolderOptions, Source } from '@typhoon/client/generate';
import { readAsyncApi, readOpenApi } from '../documents/read-documents.js';
import { describeEntry } from '../entry/describe-entry.js';
import { readProject } from '../entry/project-settings.js';
import { CliError } from '../errors.js';
import type { Terminal } from '../output/terminal.js';

/** Options of `typhoon client`. */
export interface ClientOptions {
  readonly entry?: string | undefined;
  /** The client's folder. Default: the project's setting, else client. */
  readonly out?: string | undefined;
  /** Documents, as paths or addresses, instead of the project's own application. */
  readonly from?: readonly string[] | undefined;
  /** Compares with what is there, and writes nothing. */
  readonly check?: boolean | undefined;
  readonly js?: boolean | undefined;
  readonly queries?: boolean | undefined;
  readonly dates?: boolean | undefined;
}

/** Writes the typed client of the project's application, or of any documents; with `check` 1 where it is out of date. */
export async function client(options: ClientOptions, terminal: Terminal): Promise<number> {
  const { folder, settings } = readProject(process.cwd());
  const set = settings.client ?? {};
  const out = options.out === undefined ? resolve(folder, set.out ?? 'client') : resolve(options.out);
  const shown = relative(process.cwd(), out) || '.';
  const from = options.from ?? (set.from === undefined ? undefined : [isAddress(set.from) ? set.from : resolve(folder, set.from)]);
  if (from !== undefined && options.entry !== undefined)
    throw new CliError('TYPHOON_ERR_CLI_USAGE', 'An entry and --from exclude each other: name one of them.');
  if (options.entry !== undefined && isAddress(options.entry))
    throw new CliError('TYPHOON_ERR_CLI_USAGE', `'${options.entry}' is an address, no module. Of a document: typhoon client --from ${options.entry}`);

  const source = from ?? (await documentsOf(options.entry));
  const js = options.js ?? set.js ?? false;
  const queries = options.queries ?? set.queries ?? false;
  const dates = (options.dates ?? set.dates ?? false) ? 'Date' : 'string';
  const wanted: FolderOptions = { source, out, queries, dates, language: js ? 'js' : 'ts' };
  if (options.check === true) return report(await checkClient(wanted), shown, terminal);
  const { files, changes } = await generateClient(wanted);
  terminal.tell(changes.length === 0 ? `${shown} is up to date.` : `${shown} is written: ${files.length} files, ${changes.length} changed.`);
  return 0;
}

async function documentsOf(entry: string | undefined): Promise<readonly Source[]> {
  const { app, project } = await describeEntry(entry);
  const documents = [readOpenApi(app, project.folder), readAsyncApi(app, project.folder)].filter((document) => document !== undefined);
  return JSON.parse(JSON.stringify(documents)) as readonly Source[];
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function report(differences: readonly ClientDifference[], shown: string, terminal: Terminal): number {
  if (differences.length === 0) {
    terminal.tell(`${shown} is up to date.`);
    return 0;
  }
  const lines = differences.map(({ path, kind, line }) => `  ${kind} ${path}${line === undefined ? '' : `:${line}`}`);
  terminal.tell([`${shown} is out of date. Write it anew, and commit it: typhoon client`, ...lines].join('\n'));
  return 1;
}
