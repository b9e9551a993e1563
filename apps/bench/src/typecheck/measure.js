#!/usr/bin/env node
// @ts-check
/**
 * Measures what the decorators cost the compiler: the total time of a generated application of 200 routes and 20
 * dependencies, as users write it, against the same text without decorators. Runs of both are interleaved.
 *
 *   npm run bench:typecheck -w apps/bench -- [--runs=N] [--controllers=N] [--dependencies=N] [--compiler=PACKAGE] [--from=MODULE] [--limit=N]
 *
 * --compiler=PACKAGE  the compiler's package: typescript (default), typescript-5.9, typescript-7
 * --from=MODULE       the module that the application imports (default: @typhoon/core), built before
 * --limit=N           fail where the ratio of total times is above N
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGeneratedApp } from './generated-app.js';

/** @typedef {import('./generated-app.js').AppForm} AppForm */
/** @typedef {{ total: number, check: number, instantiations: number, types: number, memory: number }} Cost seconds, counts, and KB */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    controllers: { type: 'string', default: '40' },
    dependencies: { type: 'string', default: '20' },
    compiler: { type: 'string', default: 'typescript' },
    from: { type: 'string', default: '@typhoon/core' },
    modules: { type: 'string', default: findModules() },
    limit: { type: 'string' },
  },
});

/** @type {readonly AppForm[]} */
const FORMS = ['decorated', 'undecorated', 'plain'];
const modules = resolve(values.modules);
const compiler = join(modules, values.compiler);
const { version, bin } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8'));
const root = mkdtempSync(join(tmpdir(), 'typhoon-typecheck-'));
/** @type {Record<AppForm, Cost[]>} */
const costs = { decorated: [], undecorated: [], plain: [] };

try {
  symlinkSync(modules, join(root, 'node_modules'), 'dir');
  for (const form of FORMS)
    writeGeneratedApp(join(root, form), { form, controllers: Number(values.controllers), dependencies: Number(values.dependencies), from: values.from });
  // The first round warms the file cache and does not count.
  for (let run = 0; run <= Number(values.runs); run++) {
    for (const form of FORMS) {
      const cost = measure(form);
      if (run > 0) costs[form].push(cost);
    }
  }
} finally {
  rmSync(root, { recursive: true });
}

report();

/** @param {AppForm} form @returns {Cost} */
function measure(form) {
  const { status, stdout } = spawnSync(process.execPath, [join(compiler, bin.tsc), '-p', join(root, form), '--noEmit', '--extendedDiagnostics'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`The ${form} application does not compile:\n${stdout.slice(0, 4000)}`);
  const number = (/** @type {string} */ label) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1]);
  return {
    total: number('Total time'),
    check: number('Check time'),
    instantiations: number('Instantiations'),
    types: number('Types'),
    memory: number('Memory used'),
  };
}

function report() {
  console.log(
    `TypeScript ${version}, ${Number(values.controllers) * 5} routes, ${values.dependencies} dependencies, ${values.runs} interleaved runs: medians, and the least total`,
  );
  console.table(Object.fromEntries(FORMS.map((form) => [form, { ...medians(costs[form]), least: least(form) }])));
  const ratio = medians(costs.decorated).total / medians(costs.undecorated).total;
  for (const form of /** @type {const} */ (['undecorated', 'plain'])) {
    const median = medians(costs.decorated).total / medians(costs[form]).total;
    console.log(`decorated / ${form}: ${median.toFixed(2)} of the total time, ${(least('decorated') / least(form)).toFixed(2)} of the least`);
  }
  if (values.limit !== undefined && ratio > Number(values.limit)) process.exitCode = 1;
}

/** The run that other programs disturbed least. @param {AppForm} form */
function least(form) {
  return Math.min(...costs[form].map(({ total }) => total));
}

/** @param {readonly Cost[]} list @returns {Cost} */
function medians(list) {
  const keys = /** @type {(keyof Cost)[]} */ (Object.keys(list[0] ?? {}));
  return /** @type {Cost} */ (Object.fromEntries(keys.map((key) => [key, median(list.map((cost) => cost[key]))])));
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The nearest folder of installed packages above this file that has the compilers. */
function findModules() {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (dirname(directory) !== directory) {
    const candidate = join(directory, 'node_modules');
    try {
      readFileSync(join(candidate, 'typescript', 'package.json'));
      return candidate;
    } catch {
      directory = dirname(directory);
    }
  }
  throw new Error('No node_modules with a compiler above this file. Run npm ci first.');
}
