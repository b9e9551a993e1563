#!/usr/bin/env node
// @ts-check
/**
 * Measures how long TypeScript takes for one use of a client in an API of more and more routes: a generated client beside one
 * that infers the application's types (Hono's hc). Each figure is a new process that parses, binds and checks use.ts, as an editor does
 * that opens it; the median of interleaved runs, in seconds of processor time.
 *
 *   npm run bench:clients -w apps/bench -- [--runs=N] [--routes=10,100,1000] [--limit=SECONDS]
 *
 * --limit=SECONDS  fail where the generated client takes longer
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeProgram } from './sample.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    routes: { type: 'string', default: '10,100,1000' },
    limit: { type: 'string' },
    modules: { type: 'string', default: '../../node_modules' },
  },
});

/** @type {readonly import('./sample.js').ClientForm[]} */
const FORMS = ['generated', 'inferred'];
const routes = values.routes.split(',').map(Number);
const checker = join(dirname(fileURLToPath(import.meta.url)), 'check-use.js');
const root = mkdtempSync(join(tmpdir(), 'typhoon-clients-'));
/** @type {Map<string, number[]>} */
const seconds = new Map();

try {
  symlinkSync(resolve(values.modules), join(root, 'node_modules'), 'dir');
  for (const form of FORMS) for (const count of routes) await writeProgram(join(root, `${form}-${count}`), form, count);
  // The first round warms the file cache and does not count.
  for (let run = 0; run <= Number(values.runs); run++) {
    for (const form of FORMS) {
      for (const count of routes) {
        const key = `${form}-${count}`;
        const cost = measure(join(root, key));
        if (run > 0) seconds.set(key, [...(seconds.get(key) ?? []), cost]);
      }
    }
  }
} finally {
  rmSync(root, { recursive: true });
}

console.table(
  Object.fromEntries(
    routes.map((count) => [`${count} routes`, Object.fromEntries(FORMS.map((form) => [form, median(seconds.get(`${form}-${count}`) ?? [])]))]),
  ),
);
const slowest = Math.max(...routes.map((count) => median(seconds.get(`generated-${count}`) ?? [])));
if (values.limit !== undefined && slowest > Number(values.limit)) process.exitCode = 1;

/** @param {string} directory */
function measure(directory) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [checker, directory], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${directory} does not compile:\n${stdout}${stderr}`);
  return Number(stdout);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
