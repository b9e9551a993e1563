/**
 * Requests per second and CPU per request of `typhoon start` alone, with one worker and with two; how long a reload and a
 * drain take under load. The load comes from the same machine and takes its share of it: where that has two cores, the
 * second worker gets what wrk leaves, so read the CPU per request, and requests per second as what this machine gives.
 *
 * node dist/workers/run.js [rounds] [seconds]
 */
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { startLoad } from './load.js';
import { Program } from './program.js';

const [rounds = 3, seconds = 5] = process.argv.slice(2, 4).map(Number);
/** As arguments of `typhoon start`. */
const KINDS = [[], ['--workers', '1'], ['--workers', '2']] as const;

interface Figure {
  readonly perSecond: number;
  readonly cost: number;
  readonly cores: number;
  readonly loadCores: number;
}

const figures = new Map<string, Figure[]>(KINDS.map((kind) => [nameOf(kind), []]));
for (let round = 0; round < rounds; round++) for (const kind of KINDS) figures.get(nameOf(kind))?.push(await measure(kind));

console.log(`GET /items/7?limit=20, 32 connections from the same machine (${availableParallelism()} cores), medians of ${rounds} rounds of ${seconds} s\n`);
console.log('| processes | requests per second | CPU µs a request | cores that the processes took | cores that the load took |');
console.log('| --- | --- | --- | --- | --- |');
for (const [name, found] of figures) {
  const cells = [
    Math.round(median(found, 'perSecond')),
    median(found, 'cost').toFixed(0),
    median(found, 'cores').toFixed(2),
    median(found, 'loadCores').toFixed(2),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
await runEndings();

async function measure(kind: readonly string[]): Promise<Figure> {
  const program = await Program.start(kind);
  await (
    await startLoad(program.address, 3)
  ).done;
  const before = { cpu: program.cpuMicroseconds(), at: performance.now() };
  const load = await startLoad(program.address, seconds);
  const { requests, cpu } = await load.done;
  const elapsed = performance.now() - before.at;
  const used = program.cpuMicroseconds() - before.cpu;
  await program.stop();
  return { perSecond: (requests / elapsed) * 1_000, cost: used / requests, cores: used / elapsed / 1_000, loadCores: cpu / elapsed / 1_000 };
}

/** Two workers under load: all are replaced, then all end. */
async function runEndings(): Promise<void> {
  const rows: { reload: number; drain: number; failed: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const program = await Program.start(['--workers', '2']);
    const load = await startLoad(program.address, 60);
    await wait(1_000);
    const reload = await program.reload();
    const { failed } = await load.stop();
    const second = await startLoad(program.address, 60);
    await wait(500);
    const drain = await program.stop();
    await second.stop();
    rows.push({ reload, drain, failed });
  }
  console.log(`\nTwo workers under the same load, medians of ${rounds} rounds\n`);
  console.log('| reload: both replaced | connections that failed during it | drain: SIGTERM to exit |');
  console.log('| --- | --- | --- |');
  console.log(`| ${median(rows, 'reload').toFixed(0)} ms | ${median(rows, 'failed')} | ${median(rows, 'drain').toFixed(0)} ms |`);
}

function nameOf(kind: readonly string[]): string {
  return kind.length === 0 ? 'one, no primary' : `primary and ${kind[1]}`;
}

function median<TKey extends string>(rows: readonly Readonly<Record<TKey, number>>[], key: TKey): number {
  const sorted = rows.map((row) => row[key]).sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}
