/**
 * Server CPU per request. The servers answer a scenario in turns of some milliseconds, on one core, while the load comes from
 * another: so they have the same weather, and none takes the caches of the core from the next. Each server notes what every 50 requests have cost it, user and system, and the first quartile of a round counts: a
 * machine that does other things takes time from some of these batches, and the quartile is not moved by how much.
 * Streams last longer than a batch: there it is the whole round's CPU time, as the kernel counts it. Each round starts the
 * servers anew: two starts of the same program differ by some 5 %, as the compiler of the engine happens to decide, and
 * this lasts as long as the process does.
 *
 * node dist/run.js [rounds] [seconds] [scenario,…]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, middleHalf, quantile, round1, round2 } from './figures.js';
import { SCENARIOS } from './scenarios.js';
import type { Scenario } from './scenarios.js';
import { startServer, takeCosts } from './servers/measured-server.js';
import type { MeasuredServer } from './servers/measured-server.js';

const SERVERS = ['fastify', 'typhoon', 'nest'] as const;
type ServerName = (typeof SERVERS)[number];

type Running = MeasuredServer<ServerName>;

/** Requests until all that runs often has been compiled. */
const WARM_UP = 30_000;
/** Milliseconds that a server runs for at a time: some twenty batches. */
const TURN = 50;

const [rounds = 5, seconds = 3] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4]?.split(',');
const scenarios = SCENARIOS.filter(({ name }) => wanted === undefined || wanted.includes(name));

const figures = new Map<string, number[]>();
for (let round = 0; round < rounds; round++) await measureRound();
report(figures);

async function measureRound(): Promise<void> {
  const servers = await Promise.all(SERVERS.map((name) => startServer(name, [fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url))])));
  try {
    for (const scenario of scenarios) await Promise.all(servers.map((server) => warmUp(server, scenario)));
    for (const scenario of scenarios) {
      const compared = servers.filter((server) => answers(server, scenario));
      const costs = await measure(compared, scenario);
      compared.forEach(({ name }, index) => {
        const key = `${name} ${scenario.name}`;
        figures.set(key, [...(figures.get(key) ?? []), costs[index] as number]);
      });
    }
  } finally {
    for (const server of servers) server.process.kill('SIGTERM');
  }
}

function report(figures: ReadonlyMap<string, readonly number[]>): void {
  const costs = (server: ServerName, scenario: string): readonly number[] => figures.get(`${server} ${scenario}`) ?? [];
  const rows = scenarios.map(({ name }) => {
    const ratios = (server: ServerName): number[] => costs(server, name).map((cost, round) => (costs('fastify', name)[round] ?? NaN) / cost);
    return {
      scenario: name,
      'fastify µs': round2(median(costs('fastify', name))),
      'typhoon µs': round2(median(costs('typhoon', name))),
      'nest µs': round1(median(costs('nest', name))),
      'typhoon ratio': round2(median(ratios('typhoon'))),
      'middle half': middleHalf(ratios('typhoon')),
      'nest ratio': round2(median(ratios('nest'))),
      'nest : typhoon': round2(median(costs('nest', name).map((cost, round) => cost / (costs('typhoon', name)[round] ?? NaN)))),
    };
  });
  console.log(
    `CPU µs per request, median of ${rounds} rounds of ${seconds} s, each with new processes; ratio: hand-written Fastify's cost by this one's in the same round, larger is cheaper.`,
  );
  console.table(rows);
}

/** Streams are compared with those by hand only. */
function answers({ name }: Running, { items }: Scenario): boolean {
  return name !== 'nest' || items === undefined;
}

/** By requests, not by seconds: how many of them a second holds depends on what else the machine does. */
async function warmUp(server: Running, scenario: Scenario): Promise<void> {
  if (!answers(server, scenario)) return;
  const wanted = WARM_UP / (scenario.items ?? 1);
  for (let requests = 0; requests < wanted;) requests += await load(server.address, scenario, seconds);
}

/** CPU microseconds of each server per request, or per item where it streams. */
async function measure(servers: readonly Running[], scenario: Scenario): Promise<number[]> {
  await Promise.all(servers.map(takeCosts));
  const before = servers.map(readCpu);
  const requests = await inTurns(servers, Promise.all(servers.map(({ address }) => load(address, scenario, seconds * servers.length))));
  if (scenario.items !== undefined) {
    const items = scenario.items;
    return servers.map((server, index) => (readCpu(server) - (before[index] ?? NaN)) / (requests[index] ?? NaN) / items);
  }
  const costs = await Promise.all(servers.map(takeCosts));
  // The first batch has the time before the load in it.
  return costs.map((batches) => quantile(batches.slice(1), 0.25));
}

/** Lets one server run at a time until all loads are over: those that are stopped answer later, and it costs them nothing. */
async function inTurns<TValue>(servers: readonly Running[], loads: Promise<TValue>): Promise<TValue> {
  const signal = (name: NodeJS.Signals, { process }: Running): boolean => process.kill(name);
  for (const server of servers) signal('SIGSTOP', server);
  let turn = 0;
  const timer = setInterval(() => {
    signal('SIGSTOP', servers[turn] as Running);
    turn = (turn + 1) % servers.length;
    signal('SIGCONT', servers[turn] as Running);
  }, TURN);
  try {
    return await loads;
  } finally {
    clearInterval(timer);
    for (const server of servers) signal('SIGCONT', server);
  }
}

async function load(address: string, scenario: Scenario, seconds: number): Promise<number> {
  const options = ['-t1', '-c32', `-d${seconds}s`, '-s', scriptFor(scenario), address + scenario.path];
  const { stdout, stderr } = await promisify(execFile)('taskset', ['-c', '1', 'wrk', ...options]);
  if (stdout.includes('Non-2xx')) throw new Error(`${scenario.name}: ${stdout}`);
  const match = /(\d+) requests in/.exec(stdout);
  if (match === null) throw new Error(`wrk said: ${stdout}${stderr}`);
  return Number(match[1]);
}

function scriptFor(scenario: Scenario): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bench-')), 'request.lua');
  const body = scenario.body === undefined ? '' : `wrk.body = [==[${JSON.stringify(scenario.body)}]==]\nwrk.headers["content-type"] = "application/json"\n`;
  writeFileSync(file, `wrk.method = "${scenario.method}"\nwrk.headers["user-agent"] = "bench"\n${body}`);
  return file;
}

/** What all threads have run, to the nanosecond: the ticks of /proc/PID/stat are too coarse where others share the core. */
function readCpu({ process: { pid } }: Running): number {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((task) => Number(readFileSync(path.join(tasks, task, 'schedstat'), 'utf8').split(' ')[0]));
  return times.reduce((sum, time) => sum + time, 0) / 1000;
}
