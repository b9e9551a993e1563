import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { CliError } from '../errors.js';
import type { Project } from './project-settings.js';

const NAMES = ['main', 'app', 'index', 'server'];
const SOURCES = ['src/', ''].flatMap((folder) => NAMES.flatMap((name) => ['ts', 'mts', 'js', 'mjs'].map((type) => `${folder}${name}.${type}`)));
const BUILT = ['dist/', 'build/', 'dist/src/', 'src/', ''].flatMap((folder) => NAMES.flatMap((name) => [`${folder}${name}.js`, `${folder}${name}.mjs`]));

/**
 * The entry module, absolute: the one that is named, else the project's setting, else the first usual name that exists.
 *
 * @param given As it stands on the command line, from the working directory.
 * @param isBuilt Whether the compiled module is wanted.
 * @throws CliError TYPHOON_ERR_CLI_ENTRY_MISSING
 */
export function findEntry(project: Project, given: string | undefined, isBuilt = false): string {
  if (given !== undefined) return assertFile(resolve(given), given, 'Name the module that exports the application');
  const { entry, built } = project.settings;
  const setting = isBuilt && built !== undefined ? 'built' : 'entry';
  const named = setting === 'built' ? built : entry;
  const isWanted = named !== undefined && !(isBuilt && setting === 'entry' && isTypeScript(named));
  if (isWanted) return assertFile(resolve(project.folder, named), named, `Correct "${setting}" under "typhoon" in package.json`, isBuilt);
  return guess(project, isBuilt);
}

/** True where a module has to be transpiled before Node runs it. */
export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

function guess(project: Project, isBuilt: boolean): string {
  const names = isBuilt ? BUILT : SOURCES;
  const found = names.map((name) => join(project.folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const wanted = isBuilt ? 'no compiled entry (dist/main.js, dist/app.js, …). Build the project first' : 'no entry (src/main.ts, src/app.ts, …). Name it';
  const command = isBuilt ? 'typhoon start dist/app.js' : 'typhoon dev src/app.ts';
  const setting = isBuilt ? 'built' : 'entry';
  throw new CliError(
    'TYPHOON_ERR_CLI_ENTRY_MISSING',
    `${project.folder} has ${wanted}, as in '${command}', or set "${setting}" under "typhoon" in package.json.`,
  );
}

function assertFile(path: string, shown: string, cure: string, isBuilt = false): string {
  if (existsSync(path) && statSync(path).isFile()) {
    if (/\.[cm]?[jt]sx?$/.test(path)) return path;
    throw new CliError('TYPHOON_ERR_CLI_ENTRY_MISSING', `'${shown}' is no module of JavaScript or TypeScript. ${cure}.`);
  }
  const meant = isBuilt ? undefined : neighbourOf(path);
  const hint = meant === undefined ? '' : ` Did you mean '${relative(process.cwd(), meant)}'?`;
  const build = isBuilt ? ' Build the project first, or' : '';
  throw new CliError(
    'TYPHOON_ERR_CLI_ENTRY_MISSING',
    `There is no file '${shown}'.${hint}${build === '' ? ` ${cure}.` : `${build} ${cure.replace(/^./, (letter) => letter.toLowerCase())}.`}`,
  );
}

/** src/app → src/app.ts, src/app.js → src/app.ts */
function neighbourOf(path: string): string | undefined {
  const base = path.replace(/\.[cm]?[jt]sx?$/, '');
  return ['.ts', '.js', '.mts', '.mjs', '/app.ts', '/main.ts', '/index.ts'].map((end) => base + end).find((candidate) => existsSync(candidate));
}
