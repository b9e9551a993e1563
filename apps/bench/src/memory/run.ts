/**
 * What a request costs without the kernel and its network: connections in memory, a process of its own for each server and
 * scenario, started again in each round, since no two starts of the same program run equally fast.
 *
 * node dist/memory/run.js [rounds] [scenario,…]
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, middleHalf, round1, round2 } from '../figures.js';
import { SCENARIOS } from '../scenarios.js';
import type { Scenario } from '../scenarios.js';

const NAMES = ['fastify', 'typhoon', 'nest'] as const;
type ServerName = (typeof NAMES)[number];

const rounds = Number(process.argv[2] ?? 5);
const wanted = process.argv[3]?.split(',');
const scenarios = SCENARIOS.filter(({ name, items }) => items === undefined && (wanted === undefined || wanted.includes(name)));

const rows = [];
for (const scenario of scenarios) rows.push(await compare(scenario));
console.log(`µs per request, median of ${rounds} rounds of new processes; ratio: of these medians, hand-written Fastify's by this one's, larger is cheaper.`);
console.table(rows);

async function compare(scenario: Scenario): Promise<object> {
  const costs: Record<ServerName, number[]> = { fastify: [], typhoon: [], nest: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of NAMES) costs[name].push(await measure(name, scenario));
  }
  return {
    scenario: scenario.name,
    'fastify µs': round1(median(costs.fastify)),
    'typhoon µs': round1(median(costs.typhoon)),
    'nest µs': round1(median(costs.nest)),
    'typhoon ratio': round2(median(costs.fastify) / median(costs.typhoon)),
    'fastify, middle half': middleHalf(costs.fastify),
    'typhoon, middle half': middleHalf(costs.typhoon),
    'nest : typhoon': round2(median(costs.nest) / median(costs.typhoon)),
  };
}

async function measure(server: ServerName, scenario: Scenario): Promise<number> {
  const program = fileURLToPath(new URL('server.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, server, scenario.name], { env: { ...process.env, NODE_ENV: 'production' } });
  // Typhoon's log may stand above it.
  return Number(stdout.trim().split('\n').at(-1));
}
