#!/usr/bin/env node
// @ts-check
/**
 * Compiles all packages and applications, or the tests of all and of the repository, with few compiler processes: one that compiles many projects
 * reads the declarations of libraries once. A process for each project took twice as long on two cores.
 *
 *   node scripts/compile.js            sources → dist
 *   node scripts/compile.js --tests    tests → dist-test, as many processes as there are cores
 *
 * `npm run build` and `npm test` start it by turbo, which leaves out what has not changed. One package: `npm run build -w packages/NAME`.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

const directories = ['packages', 'apps'].flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));

if (process.argv.includes('--tests')) await compileTests();
else await compileSources();

async function compileSources() {
  const packages = directories.filter(isProject);
  await run('node_modules/.bin/tsc', ['-b', ...packages]);
  for (const directory of packages) if (scriptOf(directory) !== 'tsc -b') await run('npm', ['run', 'build', '-w', directory]);
}

/** What the package does to build itself: more than compiling, where it also publishes other files. @param {string} directory */
function scriptOf(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).scripts?.build;
}

/** Shares the tests among the cores, the largest first, each to whoever has least. */
async function compileTests() {
  const tests = [...directories.map((directory) => join(directory, 'test')), 'test'].filter(isProject);
  const shares = Array.from({ length: availableParallelism() }, () => ({ size: 0, projects: /** @type {string[]} */ ([]) }));
  for (const { project, size } of tests.map((project) => ({ project, size: sizeOf(project) })).sort((one, other) => other.size - one.size)) {
    const least = shares.reduce((one, other) => (other.size < one.size ? other : one));
    least.size += size;
    least.projects.push(project);
  }
  await Promise.all(shares.filter(({ size }) => size > 0).map(({ projects }) => run('node_modules/.bin/tsc', ['-b', ...projects])));
}

/** @param {string} directory */
function isProject(directory) {
  return existsSync(join(directory, 'tsconfig.json'));
}

/** Bytes of sources. @param {string} directory */
function sizeOf(directory) {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
async function run(program, args) {
  const { code, output } = await runCommand(program, args);
  if (code === 0) return;
  console.error(output);
  process.exitCode = 1;
}
