// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createCollector } from './tap-results.js';

/** Seconds that tap gets to report its own timeout before the process is killed. */
const GRACE = 15;

/** How much longer than a single file a batch may take. */
const BATCH_TIMEOUTS = 2;

const RUN_BATCH = fileURLToPath(new URL('run-batch.js', import.meta.url));

/**
 * Runs compiled test files of one package in one process, in its folder, and reads their TAP: one result a file, in their order.
 *
 * tap's own runner would start each file with three module loaders (ts-node, mocks, process info), which our compiled tests do not need:
 * measured on Node 20, 1.7 s of CPU a file against 0.3 s. And each process loads tap and the framework anew: 12 small files took 11.2 s one by one,
 * and 1.7 s together.
 *
 * @param {{ batch: import('./test-files.js').TestFile[], node: string, timeout: number }} options
 * @returns {Promise<import('./tap-results.js').FileResults[]>}
 */
export async function runTestBatch({ batch, node, timeout }) {
  const { parser, results, finished } = createCollector(batch);
  const seconds = batch.length === 1 ? timeout : BATCH_TIMEOUTS * timeout;
  const child = spawn(node, ['--enable-source-maps', RUN_BATCH, ...batch.map(({ file }) => file)], {
    cwd: batch[0]?.cwd,
    env: { ...process.env, TAP_TIMEOUT: String(seconds) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), (seconds + GRACE) * 1000);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text) => parser.write(text));
  const [code, signal] = await exitOf(child);
  clearTimeout(timer);
  parser.end();
  await finished;
  const failures = results.flatMap((result) => result.failures);
  if (code !== 0 && failures.length === 0) {
    const test = batch.map(({ name }) => name).join(', ');
    results[0]?.failures.push({ test, reason: signal ? `ended by ${signal}` : `exit code ${code}`, details: stderr });
  }
  for (const failure of failures) failure.details += stderr === '' ? '' : `\nstderr:\n${stderr}`;
  return results;
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<[number | null, NodeJS.Signals | null]>} */
function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve([code, signal]));
  });
}
