#!/usr/bin/env node
// @ts-check
/**
 * Measures how long TypeScript takes for one use of a client in an API of more and more routes: a generated client beside one
 * that infers the application's types (Hono's hc), and a file without a client, whose cost is that of the platform's declarations.
 * Each figure is a new process that parses, binds and checks use.ts, as an editor does that opens it; the median of interleaved
 * runs. What takes longer than a minute is not tried again. How long the generator takes is measured before, one client behind the
 * other in one process. The result is a table for docs/guide/client-generate.md.
 *
 *   npm run bench:clients -w apps/bench -- [--runs=N] [--routes=10,100,1000] [--limit=SECONDS] [--patience=SECONDS]
 *
 * --limit=SECONDS     fail where the generated client takes more processor time than a file without one, and this
 * --patience=SECONDS  on the clock, after which a process is ended (default: 60)
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
    runs: { type: 'string', default: '3' },
    routes: { type: 'string', default: '10,100,1000' },
    limit: { type: 'string' },
    patience: { type: 'string', default: '60' },
    modules: { type: 'string', default: '../../node_modules' },
  },
});

/** @typedef {{ readonly cpu: number, readonly wall: number }} Cost */
/** @typedef {{ readonly name: string, readonly directory: string, readonly generation: number | undefined, readonly costs: Cost[], isTooSlow: boolean }} Subject */

const routes = values.routes.split(',').map(Number);
const checker = join(dirname(fileURLToPath(import.meta.url)), 'check-use.js');
const root = mkdtempSync(join(tmpdir(), 'typhoon-clients-'));
/** @type {Subject[]} */
const subjects = [];

try {
  symlinkSync(resolve(values.modules), join(root, 'node_modules'), 'dir');
  subjects.push(await prepare('no client', 'none', 0));
  for (const count of routes) subjects.push(await prepare(`generated, ${count} routes`, 'generated', count));
  for (const count of routes) subjects.push(await prepare(`inferred, ${count} routes`, 'inferred', count));
  // The first round warms the file cache and does not count.
  for (let run = 0; run <= Number(values.runs); run++) {
    for (const subject of subjects) measure(subject, run > 0);
  }
} finally {
  rmSync(root, { recursive: true });
}

const empty = median(subjects[0], 'cpu');
console.log('| Client | processor, s | beyond no client, s | on the clock, s | written in, s |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const subject of subjects) console.log(`| ${subject.name} | ${toCells(subject).join(' | ')} |`);
const slowest = Math.max(...subjects.filter(({ name }) => name.startsWith('generated')).map((subject) => median(subject, 'cpu') - empty));
if (values.limit !== undefined && slowest > Number(values.limit)) process.exitCode = 1;

/** @param {string} name @param {import('./sample.js').ClientForm} form @param {number} count @returns {Promise<Subject>} */
async function prepare(name, form, count) {
  const directory = join(root, `${form}-${count}`);
  const started = performance.now();
  await writeProgram(directory, form, count);
  const generation = form === 'generated' ? round((performance.now() - started) / 1000) : undefined;
  return { name, directory, generation, costs: [], isTooSlow: false };
}

/** @param {Subject} subject */
function toCells(subject) {
  if (subject.isTooSlow) return [`more than ${values.patience}`, '', '', ''];
  const cpu = median(subject, 'cpu');
  return [cpu, round(cpu - empty), median(subject, 'wall'), subject.generation ?? ''];
}

/** @param {Subject} subject @param {boolean} counts */
function measure(subject, counts) {
  if (subject.isTooSlow) return;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [checker, subject.directory], {
    encoding: 'utf8',
    timeout: Number(values.patience) * 1000,
  });
  subject.isTooSlow = signal !== null;
  if (subject.isTooSlow) return console.error(`${subject.name}: not within ${values.patience} s`);
  if (status !== 0) throw new Error(`${subject.name} does not compile:\n${stdout}${stderr}`);
  /** @type {Cost} */
  const cost = JSON.parse(stdout);
  console.error(`${subject.name}: ${round(cost.cpu)} s of processor time${counts ? '' : ' (does not count)'}`);
  if (counts) subject.costs.push(cost);
}

/** @param {Subject | undefined} subject @param {keyof Cost} kind */
function median(subject, kind) {
  const numbers = (subject?.costs ?? []).map((cost) => cost[kind]).toSorted((left, right) => left - right);
  return round(numbers[Math.floor(numbers.length / 2)] ?? Number.NaN);
}

/** @param {number} seconds */
function round(seconds) {
  return Math.round(seconds * 100) / 100;
}
