import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readBlocks } from './pages.js';

// Blocks of commands are the only ones that come from no file: each of their lines is looked at here, and so is what stands as `typhoon …` in the text.
// Running them is what tests do: test/packed/ installs and makes projects, packages/cli/test/ and apps/examples/test/ start, .ci/run does the rest.

/** @typedef {(words: readonly string[]) => string | undefined} Check What is wrong with a command, without the program's name. */

/** @type {Readonly<Record<string, Check>>} */
const PROGRAMS = {
  mkdir: () => undefined,
  cd: () => undefined,
  npm: findNpmProblem,
  typhoon: findTyphoonProblem,
};

/**
 * @param {import('./pages.js').Page} page
 * @returns {string[]}
 */
export function findCommandProblems({ path, text }) {
  const inBlocks = readBlocks(text)
    .filter(({ language, info }) => language === 'sh' && info === '')
    .flatMap(({ body, line }) => commandsOf(body).map((command) => ({ command, line })));
  const inText = [...text.matchAll(/`(?:npx )?(typhoon [a-z][^`\n]*)`/g)].map(({ 1: command = '', index }) => ({
    command,
    line: text.slice(0, index).split('\n').length,
  }));
  return [...inBlocks, ...inText].flatMap(({ command, line }) => {
    const problem = findProblem(command);
    return problem === undefined ? [] : [`${path}:${line}: '${command}': ${problem}`];
  });
}

/** @param {string} body */
function commandsOf(body) {
  return body
    .split(/\n|&&/)
    .map((line) => line.replace(/ # .*/, '').trim())
    .filter((line) => line !== '');
}

/** @param {string} command */
function findProblem(command) {
  const [program = '', ...words] = command.split(' ');
  const check = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined;
  return check === undefined ? 'nothing checks this program. Show the command from a file, or teach scripts/docs/commands.js.' : check(words);
}

/** @type {Check} */
function findNpmProblem([command = '', ...words]) {
  // What `npm pkg` makes of a new project is looked at by apps/examples/test/starter.ts.
  if (['ci', 'init', 'pkg'].includes(command)) return undefined;
  if (command === 'i' || command === 'install') return findPackageProblem(words.filter((word) => !word.startsWith('-')));
  if (command === 'create') return findOptionProblem('packages/create-typhoon/dist/bin.js', [], words.slice(words.indexOf('--')));
  if (command === 'start' || command === 'test') return findScriptProblem(command, words);
  if (command === 'run') return findScriptProblem(words[0] ?? '', words.slice(1));
  return 'is no command of npm that is known here.';
}

/** What readers shall install is what our own manifests name, so that the lockfile has it, and tests use it. @type {Check} */
function findPackageProblem(names) {
  const manifests = ['package.json', ...['packages', 'apps'].flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}/package.json`))].map(
    readJson,
  );
  const known = new Set(manifests.flatMap(({ name, dependencies, devDependencies }) => [name, ...Object.keys({ ...dependencies, ...devDependencies })]));
  const unknown = names.find((name) => !known.has(name));
  return unknown === undefined ? undefined : `'${unknown}' is no package that this repository has or uses.`;
}

/**
 * A script of this repository, of one of its workspaces, or of the project of the first steps.
 *
 * @param {string} script
 * @param {readonly string[]} words
 */
function findScriptProblem(script, words) {
  const workspace = words.includes('-w') ? words[words.indexOf('-w') + 1] : undefined;
  const manifests = workspace === undefined ? ['package.json', 'apps/examples/starter/package.json'] : [`${workspace}/package.json`];
  return manifests.some((path) => existsSync(path) && readJson(path).scripts?.[script] !== undefined) ? undefined : `there is no script '${script}'.`;
}

/** A page may say that there is none of a name. */
const ABSENT = new Set(['build']);

/** @type {Check} */
function findTyphoonProblem([command = '', ...words]) {
  if (ABSENT.has(command)) return undefined;
  return findOptionProblem('packages/cli/dist/bin.js', [command], words);
}

/** @type {Map<string, string>} */
const helps = new Map();

/**
 * @param {string} bin
 * @param {readonly string[]} command
 * @param {readonly string[]} words
 */
function findOptionProblem(bin, command, words) {
  const key = [bin, ...command].join(' ');
  if (!helps.has(key)) helps.set(key, spawnSync(process.execPath, [bin, ...command, '--help'], { encoding: 'utf8' }).stdout);
  const help = helps.get(key) ?? '';
  if (command.length > 0 && !help.startsWith(`typhoon ${command[0]}`)) return `there is no command '${command[0]}'.`;
  const options = words.filter((word) => /^--\w/.test(word)).map((word) => word.slice(2).replace(/^no-/, ''));
  const unknown = options.find((option) => !help.includes(` --${option} `));
  return unknown === undefined ? undefined : `there is no option '--${unknown}'.`;
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
