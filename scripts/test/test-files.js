// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * One compiled test file.
 * @typedef {{ file: string, source: string, name: string, cwd: string }} TestFile
 */

/** Folders under `test/` that hold no tests to run: data, and what tests share. */
const NOT_RUN = ['fixtures'];

/**
 * Lists the compiled tests of a package by its sources, so that what an earlier build left in `dist-test` does not run.
 *
 * 'packages/core' → [{ file: '…/packages/core/dist-test/schema/model.js', source: '…/packages/core/test/schema/model.ts', name: '@typhoon/core schema/model', cwd: '…/packages/core' }]
 *
 * @param {string} directory
 * @returns {TestFile[]}
 */
export function listTestFiles(directory) {
  const sources = join(directory, 'test');
  if (!existsSync(sources)) return [];
  const { name } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter(isTest)
    .sort()
    .map((path) => path.slice(0, -'.ts'.length))
    .map((path) => ({ file: join(directory, 'dist-test', `${path}.js`), source: join(sources, `${path}.ts`), name: `${name} ${path}`, cwd: directory }));
}

/** @param {string} path */
function isTest(path) {
  if (!path.endsWith('.ts') || path.endsWith('.d.ts')) return false;
  const folders = dirname(path).split(sep);
  return !folders.includes('node_modules') && !NOT_RUN.some((name) => folders.includes(name));
}
