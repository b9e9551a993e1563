#!/usr/bin/env node
// @ts-check
/**
 * Runs every check of the sources that is not a test, all of them even when one fails:
 *
 *   node scripts/lint.js [NAME...]     names as in CHECKS below, default: all
 *
 * TYPHOON_TEST_TOTALS=FILE  append the counts to FILE, one JSON object a line
 */
import { appendFileSync, readdirSync } from 'node:fs';
import { forEachOnAllCores, runCommand } from './run-command.js';

/** @type {Record<string, string[]>} the slowest first */
const CHECKS = {
  // In two halves, so that it keeps two cores busy: they share no types.
  'eslint:all-but-core': ['eslint', '--max-warnings', '0', '.', '--ignore-pattern', 'packages/core/**'],
  'eslint:core': ['eslint', '--max-warnings', '0', 'packages/core'],
  prettier: ['prettier', '--check', '--log-level', 'warn', '.'],
  arrows: [
    'depcruise',
    '--config',
    'dependency-cruiser.config.cjs',
    '--output-type',
    'err-long',
    ...readdirSync('packages').map((name) => `packages/${name}/src`),
  ],
  knip: ['knip', '--no-progress'],
  scripts: ['tsc', '-p', 'scripts'],
  'page of the chat': ['tsc', '-p', 'apps/chat/tsconfig.page.json'],
  ...Object.fromEntries(readdirSync('packages').flatMap(packageChecks)),
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
const totals = { passed: 0, failed: 0, skipped: 0 };
await forEachOnAllCores(names, check);
if (process.env.TYPHOON_TEST_TOTALS) appendFileSync(process.env.TYPHOON_TEST_TOTALS, `${JSON.stringify(totals)}\n`);
if (totals.failed > 0) process.exitCode = 1;

/**
 * How a package looks to those who install it: its manifest, and its types under each way of resolving modules (we ship ESM only).
 *
 * @param {string} name
 * @returns {[string, string[]][]}
 */
function packageChecks(name) {
  return [
    [`publint:${name}`, ['publint', 'run', `packages/${name}`, '--strict']],
    [`attw:${name}`, ['attw', '--pack', `packages/${name}`, '--profile', 'esm-only', '--format', 'ascii', '--no-color']],
  ];
}

/** @param {string} name */
async function check(name) {
  const started = performance.now();
  const [program, ...args] = CHECKS[name] ?? unknownCheck(name);
  const { code, output } = await runCommand(`node_modules/.bin/${program}`, args);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
}

/**
 * @param {string} name
 * @returns {never}
 */
function unknownCheck(name) {
  throw new Error(`'${name}' is not a check. Name one of: ${Object.keys(CHECKS).join(', ')}.`);
}
