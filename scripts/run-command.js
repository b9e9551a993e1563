// @ts-check
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Runs a program to its end and gives what it printed, errors included.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>} code: null where a signal ended it
 */
export function runCommand(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * Does a piece of work for each item, in their order, as many at a time as there are cores.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<void>} work
 */
export async function forEachOnAllCores(items, work) {
  const queue = [...items];
  const take = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, take));
}
