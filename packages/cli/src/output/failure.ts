import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Colors } from './colors.js';

/** How a failure is shown. */
export interface FailureOptions {
  readonly verbose: boolean;
  readonly colors: Colors;
  /** The folder that paths are shown from. */
  readonly folder: string;
}

/** One message with its cure; the stack only where it is asked for. */
export function formatFailure(error: unknown, { verbose, colors, folder }: FailureOptions): string {
  const text = `${colors.red('error')} ${messageOf(error, folder)}`;
  if (!verbose) return text;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const { code } = Object(error) as { code?: unknown };
  // Mistakes of a program carry theirs already.
  const coded = error instanceof Error && isOurs(error) && !text.includes(`[${String(code)}]`) ? `${text} [${String(code)}]` : text;
  return stack === '' ? text : `${coded}\n\n${colors.dim(`${stack}${causesOf(error)}`)}`;
}

function messageOf(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return `${String(error)} was thrown.`;
  if (isOurs(error)) return error.message;
  const missing = missingModuleOf(error, folder);
  if (missing !== undefined) return missing;
  const unparsed = unparsedModuleOf(error, folder);
  if (unparsed !== undefined) return unparsed;
  const untranspiled = untranspiledModuleOf(error, folder);
  if (untranspiled !== undefined) return untranspiled;
  const place = placeOf(error, folder);
  const hint = `${decoratorHint(error)}${place === undefined ? syntaxHint(error) : ''}`;
  return `${error.name}: ${error.message}${place === undefined ? '' : `\n  at ${place}`}${hint}`;
}

/** Errors of ours say all there is to say: mistakes of a program, settings, the command line. */
function isOurs(error: Error): boolean {
  return String((error as { code?: unknown }).code).startsWith('TYPHOON_ERR_');
}

/** "Cannot find module '/p/src/items.js' imported from /p/src/app.ts" → one line with the cure. */
function missingModuleOf(error: Error, folder: string): string | undefined {
  if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const [, what = '', importer = ''] = /(?:module|package|import) '([^']+)' (?:imported )?from '?([^'\n]+)'?/i.exec(error.message) ?? [];
  if (what === '') return undefined;
  const place = shorten(importer, folder);
  const isPackage = !what.startsWith('/') && !what.startsWith('.') && !/^[a-z]:/i.test(what) && !what.startsWith('file:');
  if (isPackage) return `${place} imports '${what}', which is not installed. Install it: npm i ${packageOf(what)}`;
  return `${place} imports '${shorten(what, folder)}', which does not exist. Correct the path; in TypeScript it ends in .js, too.`;
}

/** "Failed to parse file:///p/src/app.ts: Unexpected token", which is all that the loader says: the compiler knows where. */
function unparsedModuleOf(error: Error, folder: string): string | undefined {
  const [, file, reason] = /^Failed to parse (file:\S+): (.+)/.exec(error.message) ?? [];
  return file === undefined ? undefined : `${shorten(file, folder)} cannot be parsed: ${reason}. The compiler says where: npx tsc --noEmit`;
}

/** 'Unknown file extension ".ts" for /p/src/app.ts': the loader leaves a module to Node where it cannot read its tsconfig.json, and says nothing. */
function untranspiledModuleOf(error: Error, folder: string): string | undefined {
  if ((error as { code?: unknown }).code !== 'ERR_UNKNOWN_FILE_EXTENSION') return undefined;
  const [, file] = /"\.[cm]?tsx?" for (.+)/.exec(error.message) ?? [];
  const cure = 'Correct it, and the path of what it extends: npx tsc --showConfig';
  return file === undefined
    ? undefined
    : `${shorten(file, folder)} cannot be transpiled: its tsconfig.json, or one that this extends, is missing or wrong. ${cure}`;
}

/** '@scope/name/part' → '@scope/name' */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The first place in the stack that is the project's own: src/app.ts:7:3. */
function placeOf(error: Error, folder: string): string | undefined {
  const lines = (error.stack ?? '').split('\n');
  // A module that cannot be linked says its line only: no code has run.
  const own = lines
    .map((line) => /((?:file:\/\/)?\/[^():]*:\d+(?::\d+)?|[a-zA-Z]:[^():]*:\d+:\d+)/.exec(line)?.[1])
    .find((place) => place !== undefined && isOwn(place, folder));
  return own === undefined ? undefined : shorten(own, folder);
}

function isOwn(place: string, folder: string): boolean {
  const path = toPath(place);
  return path.startsWith(folder) && !path.includes('node_modules');
}

function shorten(place: string, folder: string): string {
  const path = toPath(place);
  return path.startsWith(folder) ? relative(folder, path) : path;
}

function toPath(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}

function decoratorHint(error: Error): string {
  const isDecorator = error.name === 'SyntaxError' && /Invalid or unexpected token|decorator/i.test(error.message);
  return isDecorator ? '\n  Decorators need "experimentalDecorators": true in the compilerOptions of tsconfig.json.' : '';
}

/** Node tells the place of what it cannot parse to nobody but its own output. */
function syntaxHint({ name }: Error): string {
  return name === 'SyntaxError' ? '\n  In which file and line: npx tsc --noEmit, or of one module: node --check FILE' : '';
}

function causesOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (!(cause instanceof Error)) return '';
  return `\ncaused by ${cause.stack ?? cause.message}${causesOf(cause)}`;
}
