import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from '../errors.js';
import { suggest } from '../output/suggestion.js';

/**
 * Settings of a project, in its package.json under "typhoon".
 *
 * @example
 * ```json
 * { "typhoon": { "entry": "src/app.ts", "built": "dist/app.js", "port": 8080 } }
 * ```
 */
export interface ProjectSettings {
  /** The module that exports the application, from the folder of package.json. Default: the first of src/main.ts, src/app.ts, … that exists. */
  readonly entry?: string;
  /** The same module as `typhoon start` runs it: compiled. Default: `entry`, or the first of dist/main.js, dist/app.js, … that exists. */
  readonly built?: string;
  /** Where `dev` and `start` listen. Default: 127.0.0.1. */
  readonly host?: string;
  /** The port that `dev` and `start` listen on; 0 takes a free one. Default: 3000. */
  readonly port?: number;
  /** Whether `dev` checks the types beside. Default: true where the project has TypeScript and a tsconfig.json. */
  readonly typecheck?: boolean;
  /** Where `check` keeps the contract. Default: typhoon.lock.json. */
  readonly lock?: string;
  /** What `client` writes. */
  readonly client?: ClientSettings;
}

/** What `typhoon client` writes. */
export interface ClientSettings {
  /** The folder. Default: client. */
  readonly out?: string;
  /** A document, as a path or an address, instead of the project's own application. */
  readonly from?: string;
  /** Also writes options for TanStack Query. Default: false. */
  readonly queries?: boolean;
  /** Makes `Date` of dates with a time, in what is sent and in what comes. Default: false. */
  readonly dates?: boolean;
  /** Writes JavaScript with declarations instead of TypeScript. Default: false. */
  readonly js?: boolean;
}

/** A project: its folder and what its package.json says. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  readonly settings: ProjectSettings;
}

interface Rule {
  readonly isValid: (value: unknown) => boolean;
  readonly expected: string;
}

const TEXT: Rule = { isValid: (value) => typeof value === 'string' && value !== '', expected: 'a text' };
const SWITCH: Rule = { isValid: (value) => typeof value === 'boolean', expected: 'true or false' };
const PORT: Rule = { isValid: isPort, expected: 'a whole number from 0 to 65535' };
const GROUP: Rule = { isValid: (value) => typeof value === 'object' && value !== null && !Array.isArray(value), expected: 'an object' };

const RULES: Record<keyof ProjectSettings, Rule> = { entry: TEXT, built: TEXT, host: TEXT, port: PORT, typecheck: SWITCH, lock: TEXT, client: GROUP };
const CLIENT_RULES: Record<keyof ClientSettings, Rule> = { out: TEXT, from: TEXT, queries: SWITCH, dates: SWITCH, js: SWITCH };

/** True for a number that is a TCP port; 0 asks for a free one. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

/**
 * Finds the nearest package.json, from a folder upwards, and reads its settings. Without one the folder itself is the project.
 *
 * @throws CliError TYPHOON_ERR_CLI_SETTINGS with every wrong setting.
 */
export function readProject(from: string): Project {
  const folder = findFolder(resolve(from)) ?? resolve(from);
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return { folder, settings: {} };
  return { folder, settings: checkSettings(readManifest(path)['typhoon'], path) };
}

function findFolder(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findFolder(parent);
}

function readManifest(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch (error) {
    throw new CliError('TYPHOON_ERR_CLI_SETTINGS', `${path} is no JSON: ${(error as Error).message}.`, { cause: error });
  }
}

function checkSettings(settings: unknown, path: string): ProjectSettings {
  if (settings === undefined) return {};
  const problems = GROUP.isValid(settings) ? findProblems(settings as object, RULES, 'typhoon') : [`'typhoon' expects an object but is ${show(settings)}.`];
  const { client } = (settings ?? {}) as ProjectSettings;
  if (GROUP.isValid(client)) problems.push(...findProblems(client as object, CLIENT_RULES, 'typhoon.client'));
  if (problems.length > 0) throw new CliError('TYPHOON_ERR_CLI_SETTINGS', [`${path}:`, ...problems].join(problems.length === 1 ? ' ' : '\n  '));
  return settings as ProjectSettings;
}

function findProblems(settings: object, rules: Readonly<Record<string, Rule>>, place: string): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) return [`'${place}.${name}' is no setting. ${cureOf(name, Object.keys(rules))}`];
    return rule.isValid(value) ? [] : [`'${place}.${name}' expects ${rule.expected} but is ${show(value)}.`];
  });
}

function cureOf(name: string, known: readonly string[]): string {
  const meant = suggest(name, known);
  return meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean '${meant}'?`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
