#!/usr/bin/env node
// @ts-check
/**
 * Checks the tests of every package, type tests among them, against the built declarations with each compiler we support.
 *
 *   node scripts/typecheck.js [--except=VERSION] [PACKAGE...]
 *
 * --except=VERSION  no compiler whose version begins so: CI leaves out 6, with which \`npm test\` has compiled the same files
 *
 * TYPHOON_TEST_TOTALS=FILE  append the counts to FILE, one JSON object a line
 */
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forEachOnAllCores, runCommand } from './run-command.js';

/** The packages, under their aliases, that hold the compilers: the oldest and the newest we support, and the one we build with. */
const COMPILERS = ['typescript-5.9', 'typescript', 'typescript-7'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { except: { type: 'string' } } });
const directories = positionals.length > 0 ? positionals : ['packages', 'apps'].flatMap(listDirectories);
const projects = directories.map((directory) => join(directory, 'test', 'tsconfig.json')).filter((path) => existsSync(path));
const totals = { passed: 0, failed: 0, skipped: 0 };

const checks = COMPILERS.flatMap((compiler) => {
  const { version, bin } = JSON.parse(readFileSync(join('node_modules', compiler, 'package.json'), 'utf8'));
  if (values.except !== undefined && version.startsWith(values.except)) return [];
  return projects.map((project) => ({ project, version, tsc: join('node_modules', compiler, bin.tsc) }));
});
await forEachOnAllCores(checks, check);
if (process.env.TYPHOON_TEST_TOTALS) appendFileSync(process.env.TYPHOON_TEST_TOTALS, `${JSON.stringify(totals)}\n`);
if (totals.failed > 0) process.exitCode = 1;

/** @param {{ project: string, version: string, tsc: string }} options */
async function check({ project, version, tsc }) {
  const started = performance.now();
  const { code, output } = await runCommand(process.execPath, [tsc, '-p', project, '--noEmit', '--incremental', 'false']);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✓' : '✗'} TypeScript ${version} ${project} (${seconds} s)`);
  if (code !== 0) console.log(output);
}

/** @param {string} parent */
function listDirectories(parent) {
  return readdirSync(parent).map((name) => join(parent, name));
}
