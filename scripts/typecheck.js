#!/usr/bin/env node
// @ts-check
/**
 * Checks the tests of every package, type tests among them, against the built declarations with each compiler we support.
 *
 *   node scripts/typecheck.js [PACKAGE...]
 *
 * TYPHOON_TEST_TOTALS=FILE  append the counts to FILE, one JSON object a line
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The packages, under their aliases, that hold the compilers: the oldest and the newest we support, and the one we build with. */
const COMPILERS = ['typescript-5.9', 'typescript', 'typescript-7'];

const directories = process.argv.length > 2 ? process.argv.slice(2) : ['packages', 'apps'].flatMap(listDirectories);
const projects = directories.map((directory) => join(directory, 'test', 'tsconfig.json')).filter((path) => existsSync(path));
const totals = { passed: 0, failed: 0, skipped: 0 };

for (const compiler of COMPILERS) {
  const { version, bin } = JSON.parse(readFileSync(join('node_modules', compiler, 'package.json'), 'utf8'));
  for (const project of projects) check(project, version, join('node_modules', compiler, bin.tsc));
}
if (process.env.TYPHOON_TEST_TOTALS) appendFileSync(process.env.TYPHOON_TEST_TOTALS, `${JSON.stringify(totals)}\n`);
if (totals.failed > 0) process.exitCode = 1;

/**
 * @param {string} project
 * @param {string} version
 * @param {string} tsc
 */
function check(project, version, tsc) {
  const started = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--noEmit', '--incremental', 'false'], { encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  totals[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? '✓' : '✗'} TypeScript ${version} ${project} (${seconds} s)`);
  if (status !== 0) console.log(stdout);
}

/** @param {string} parent */
function listDirectories(parent) {
  return readdirSync(parent).map((name) => join(parent, name));
}
