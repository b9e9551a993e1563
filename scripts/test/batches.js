// @ts-check
import { readFileSync } from 'node:fs';

/** @typedef {import('./test-files.js').TestFile} TestFile */

/** Test files that share a process. Loading the framework and tap costs about a second of CPU, once for all of them. */
const BATCH = 10;

/** The first line of a test file that changes its whole process, or judges it: `// Runs in a process of its own: it sets process.env.` */
const ALONE = /^\/\/ Runs in a process of its own: /;

/** The first line of a test file whose outcome has nothing to do with Node: `// The same on every Node: it reads what compilers say.` */
const SAME_EVERYWHERE = /^\/\/ The same on every Node: /;

/** @param {TestFile} file */
export function isSameOnEveryNode({ source }) {
  return SAME_EVERYWHERE.test(readFileSync(source, 'utf8'));
}

/**
 * Groups test files that can run in one process: neighbours of the same package, at most ten.
 *
 * @param {TestFile[]} files
 * @returns {TestFile[][]}
 */
export function batchesOf(files) {
  const batches = /** @type {TestFile[][]} */ ([]);
  const open = /** @type {Map<string, TestFile[]>} */ (new Map());
  for (const file of files) {
    const shared = open.get(file.cwd);
    if (runsAlone(file)) batches.push([file]);
    else if (shared !== undefined && shared.length < BATCH) shared.push(file);
    else {
      const batch = [file];
      open.set(file.cwd, batch);
      batches.push(batch);
    }
  }
  return batches;
}

/** @param {TestFile} file */
function runsAlone({ source }) {
  return ALONE.test(readFileSync(source, 'utf8'));
}
