/**
 * Server CPU per request, interleaved: every server answers every scenario once a round, so that a machine whose speed
 * drifts drifts for all. CPU time is the server process's own, user and system, as the kernel counts it.
 *
 * node dist/run.js [rounds] [seconds] [scenario,…]
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCENARIOS } from './scenarios.js';
import type { Scenario } from './scenarios.js';

const SERVERS = ['fastify', 'typhoon', 'nest'] as const;
type ServerName = (typeof SERVERS)[number];

interface Running {
  readonly name: ServerName;
  readonly address: string;
  readonly process: ChildProcess;
}

const [rounds = 5, seconds = 3] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4]?.split(',');
const scenarios = SCENARIOS.filter(({ name }) => wanted === undefined || wanted.includes(name));

const servers = await Promise.all(SERVERS.map(startServer));
try {
  const figures = new Map<string, number[]>();
  for (let round = 0; round < rounds + 1; round++) {
    for (const scenario of scenarios) {
      for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
        // Streams are compared with those by hand only.
        if (server.name === 'nest' && scenario.items !== undefined) continue;
        const cost = measure(server, scenario);
        // The first round is the warm-up: code is compiled in it.
        if (round > 0) figures.set(`${server.name} ${scenario.name}`, [...(figures.get(`${server.name} ${scenario.name}`) ?? []), cost]);
      }
    }
  }
  report(figures);
} finally {
  for (const server of servers) server.process.kill('SIGTERM');
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
      'of the best rounds': round2(Math.min(...costs('fastify', name)) / Math.min(...costs('typhoon', name))),
      'nest ratio': round2(median(ratios('nest'))),
      'nest : typhoon': round2(median(costs('nest', name)) / median(costs('typhoon', name))),
    };
  });
  console.log(
    `CPU µs per request, median of ${rounds} rounds of ${seconds} s; ratio: hand-written Fastify's cost by this one's in the same round, larger is cheaper.`,
  );
  console.table(rows);
}

async function startServer(name: ServerName): Promise<Running> {
  const file = fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url));
  const child = spawn('taskset', ['-c', '0', process.execPath, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server '${name}' ended with ${String(code)}.`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const match = /listening (http\S+)/.exec(chunk.toString());
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
  return { name, address, process: child };
}

/** CPU microseconds of the server per request, or per item where it streams. */
function measure(server: Running, scenario: Scenario): number {
  const before = cpuMicroseconds(server.process.pid as number);
  const requests = load(server.address, scenario);
  return (cpuMicroseconds(server.process.pid as number) - before) / requests / (scenario.items ?? 1);
}

function load(address: string, scenario: Scenario): number {
  const result = spawnSync('taskset', ['-c', '1', 'wrk', '-t1', '-c32', `-d${seconds}s`, '-s', scriptFor(scenario), address + scenario.path], {
    encoding: 'utf8',
  });
  if (result.stdout.includes('Non-2xx')) throw new Error(`${scenario.name}: ${result.stdout}`);
  const match = /(\d+) requests in/.exec(result.stdout);
  if (match === null) throw new Error(`wrk said: ${result.stdout}${result.stderr}`);
  return Number(match[1]);
}

function scriptFor(scenario: Scenario): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bench-')), 'request.lua');
  const body = scenario.body === undefined ? '' : `wrk.body = [==[${JSON.stringify(scenario.body)}]==]\nwrk.headers["content-type"] = "application/json"\n`;
  writeFileSync(file, `wrk.method = "${scenario.method}"\nwrk.headers["user-agent"] = "bench"\n${body}`);
  return file;
}

/** Clock ticks of user and system time from /proc: field 14 and 15, counted behind the command's name. */
function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
