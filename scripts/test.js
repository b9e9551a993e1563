#!/usr/bin/env node
// @ts-check
/**
 * Runs the compiled tests of the packages named, or of the package it is started in:
 *
 *   node scripts/test.js [--node=PATH] [--jobs=N] [--timeout=SECONDS] [--only=TEXT] [--except=TEXT] [--alone] [--shuffle=SEED] [PACKAGE...]
 *
 * --node=PATH    the Node binary that runs the tests (default: this one); those whose first line says that they are the same on every Node are left out
 * --jobs=N       processes at a time (default: one more than there are cores, since tests also wait)
 * --timeout=SECONDS  after which a test file fails (default: 300, for slow machines)
 * --only=TEXT    only files whose path contains TEXT
 * --except=TEXT  no files whose path contains TEXT
 * --alone        each test file in a process of its own (default: neighbours of a package share one, see test/batches.js)
 * --shuffle=SEED in the order that the number SEED gives, so with other neighbours: what one file leaves to the next shows
 *
 * TYPHOON_TEST_REQUIRE=1    a skipped test fails: set in CI, where nothing that a test needs may be missing (but see ALLOWED_SKIPS)
 * TYPHOON_TEST_TOTALS=FILE  append the counts to FILE, one JSON object a line
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { batchesOf, isSameOnEveryNode } from './test/batches.js';
import { runTestBatch } from './test/test-batch.js';
import { listTestFiles } from './test/test-files.js';

/**
 * Skips that never fail. FastAPI's recorded answers are no part of the repository: a clone may stand anywhere, without them beside it.
 * Python's frameworks come from a registry of their own, which building this project does not need; Debian has older ones.
 */
const ALLOWED_SKIPS = [/^the recorded behaviour of FastAPI is not beside this repository/, /^python3 lacks FastAPI, Tornado or uvicorn/];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string' },
    jobs: { type: 'string' },
    timeout: { type: 'string' },
    only: { type: 'string' },
    except: { type: 'string' },
    alone: { type: 'boolean' },
    shuffle: { type: 'string' },
  },
});
const node = resolve(values.node ?? process.execPath);
const jobs = Number(values.jobs ?? availableParallelism() + 1);
const timeout = Number(values.timeout ?? 300);
const directories = positionals.length > 0 ? positionals : ['.'];
const started = performance.now();

const files = directories.flatMap((directory) => listTestFiles(resolve(directory))).filter(isWanted);
const ordered = values.shuffle === undefined ? files : inOrderOf(values.shuffle, files);
const queue = values.alone ? ordered.map((file) => [file]) : batchesOf(ordered);
const totals = { files: files.length, passed: 0, failed: 0, skipped: 0 };
if (files.length === 0) fail(`No test file in ${directories.join(', ')}. Compile the tests first: npx turbo run compile:test`);

await Promise.all(Array.from({ length: jobs }, runQueue));

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${totals.passed} tests passed, ${totals.failed} failed, ${totals.skipped} skipped in ${totals.files} files (${seconds} s, Node ${versionOf(node)})`,
);
if (process.env.TYPHOON_TEST_TOTALS) appendFileSync(process.env.TYPHOON_TEST_TOTALS, `${JSON.stringify(totals)}\n`);
if (totals.failed > 0) process.exitCode = 1;

/** @param {import('./test/test-files.js').TestFile} file */
function isWanted(file) {
  const { name } = file;
  const isExcepted = values.except !== undefined && name.includes(values.except);
  if (!name.includes(values.only ?? '') || isExcepted) return false;
  return values.node === undefined || !isSameOnEveryNode(file);
}

/**
 * The same files in another order, the same one for the same seed.
 *
 * @param {string} seed
 * @param {import('./test/test-files.js').TestFile[]} list
 */
function inOrderOf(seed, list) {
  const rank = (/** @type {{ name: string }} */ { name }) => createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return list.toSorted((one, other) => rank(one).localeCompare(rank(other)));
}

async function runQueue() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const results = await runTestBatch({ batch: next, node, timeout });
    results.forEach((result, index) => record(next[index]?.name ?? '', result));
  }
}

/**
 * @param {string} file
 * @param {import('./test/tap-results.js').FileResults} results
 */
function record(file, { passed, failures, skips, seconds }) {
  const isRefused = (/** @type {{ reason: string }} */ { reason }) =>
    process.env.TYPHOON_TEST_REQUIRE === '1' && !ALLOWED_SKIPS.some((allowed) => allowed.test(reason));
  const refused = skips.filter(isRefused).map((skip) => ({ ...skip, details: 'Nothing may be skipped here.' }));
  const kept = skips.filter((skip) => !isRefused(skip));
  totals.passed += passed;
  totals.failed += failures.length + refused.length;
  totals.skipped += kept.length;
  for (const { test, reason, details } of [...failures, ...refused]) console.log(`\n✗ ${test}\n  ${reason}\n${indent(details)}`);
  for (const { test, reason } of kept) console.log(`- skipped: ${test} (${reason})`);
  if (passed + failures.length + skips.length === 0) fail(`${file} holds no test.`);
  if (seconds > 20) console.log(`slow: ${file} took ${seconds.toFixed(1)} s`);
}

/** @param {string} binary */
function versionOf(binary) {
  return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^/gm, '    ');
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  totals.failed += 1;
}
