/**
 * What a request costs more with a thing switched on: server CPU, against the bare route. Each has a process of its own; in
 * each round they are asked one after the other, beginning with another one each time, and the first quartile of the batches
 * of a round counts, as in `../run.ts`.
 *
 * node dist/costs/run.js [rounds] [seconds]
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, middleHalf, quantile, round1, round2 } from '../figures.js';
import { startServer, takeCosts } from '../servers/measured-server.js';
import type { MeasuredServer } from '../servers/measured-server.js';
import { NAMES, VARIANTS } from './variants.js';
import type { VariantName } from './variants.js';

const [rounds = 7, seconds = 2] = process.argv.slice(2, 4).map(Number);

type Running = MeasuredServer<VariantName>;

const servers = await Promise.all(NAMES.map((name) => startServer(name, [fileURLToPath(new URL('server.js', import.meta.url)), name])));
try {
  const costs = new Map<VariantName, number[]>(NAMES.map((name) => [name, []]));
  for (const server of servers) await load(server, 5);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < servers.length; turn++) {
      const server = servers[(round + turn) % servers.length] as Running;
      costs.get(server.name)?.push(await measure(server));
    }
  }
  report(costs);
} finally {
  for (const server of servers) server.process.kill('SIGTERM');
}

function report(costs: ReadonlyMap<VariantName, readonly number[]>): void {
  const bare = costs.get('bare') ?? [];
  console.log(`CPU µs per request, median of ${rounds} rounds of ${seconds} s; ratio: to the bare route in the same round, smaller is cheaper.`);
  console.table(
    NAMES.map((name) => {
      const own = costs.get(name) ?? [];
      const ratios = own.map((cost, round) => cost / (bare[round] ?? NaN));
      return {
        on: VARIANTS[name].label,
        µs: round1(median(own)),
        ratio: round2(median(ratios)),
        'middle half': middleHalf(ratios),
      };
    }),
  );
}

/** CPU microseconds of the server per request. The first batch has the time before the load in it. */
async function measure(server: Running): Promise<number> {
  await takeCosts(server);
  await load(server, seconds);
  return quantile((await takeCosts(server)).slice(1), 0.25);
}

async function load({ name, address }: Running, duration: number): Promise<void> {
  const { stdout } = await promisify(execFile)('taskset', ['-c', '1', 'wrk', '-t1', '-c32', `-d${duration}s`, address + VARIANTS[name].path]);
  if (stdout.includes('Non-2xx')) throw new Error(`${name}: ${stdout}`);
}
