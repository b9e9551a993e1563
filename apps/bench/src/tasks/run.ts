/**
 * Tasks per second on Redis, from the first that is sent to the last that is done, against BullMQ by itself: the same server,
 * a process for each, in turns, with the same payload, concurrency, attempts, backoff and keeping of results. By hand nothing is
 * validated, ids can be guessed, and there is no log, trace or limit of time. Beside the rate, what each costs a task, which
 * other work on the machine changes less: time of its process, time of Redis, and commands.
 *
 * The processes are started again for every few rounds: no two starts of the same program run equally fast. In one process,
 * either would have BullMQ compiled for jobs of both.
 *
 * `npm run bench:tasks -w apps/bench`; ROUNDS=45 for more rounds.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startOwnRedis } from '@typhoon-apps/fixtures/redis';
import { Redis } from 'ioredis';
import { median, middleHalf } from '../figures.js';
import { JOBS } from './protocol.js';
import type { RoundCost } from './protocol.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
/** Rounds that the same processes do. */
const ROUNDS_A_START = 3;
/** Rounds before the first that counts: all that runs often is compiled then, and as many results are kept as there may be. */
const WARM_UP = 3;
const CONTESTANT = fileURLToPath(new URL('contestant.js', import.meta.url));
const NAMES = ['bullmq', 'typhoon'] as const;
type Name = (typeof NAMES)[number];

/** With microseconds that Redis took a task, and commands that it was sent. */
interface Cost extends RoundCost {
  readonly redis: number;
  readonly commands: number;
}

const teardowns: (() => unknown)[] = [];
const { url } = await startOwnRedis({ teardown: (tidy) => void teardowns.push(tidy) });
const observer = new Redis(url);
const costs: Record<Name, Cost[]> = { bullmq: [], typhoon: [] };

for (let round = 0; round < ROUNDS; round += ROUNDS_A_START) {
  const started = await Promise.all(NAMES.map(async (name) => ({ name, process: await start(name) })));
  for (let turn = 0; turn < WARM_UP; turn++) for (const each of started) await askFor(each.process);
  for (let turn = round; turn < Math.min(round + ROUNDS_A_START, ROUNDS); turn++) {
    // Each stands first equally often.
    for (const each of turn % 2 === 1 ? [...started].reverse() : started) costs[each.name].push(await measure(each.process));
  }
  await Promise.all(started.map(async (each) => end(each.process)));
}

async function start(name: Name): Promise<ChildProcess> {
  const started = fork(CONTESTANT, [name, url], { env: { ...process.env, NODE_ENV: 'production' } });
  await once(started, 'message');
  return started;
}

async function askFor(contestant: ChildProcess): Promise<RoundCost> {
  contestant.send('round');
  const [cost] = (await once(contestant, 'message')) as [RoundCost];
  return cost;
}

async function end(contestant: ChildProcess): Promise<void> {
  contestant.disconnect();
  await once(contestant, 'exit');
}

async function measure(contestant: ChildProcess): Promise<Cost> {
  const before = await readUse();
  const cost = await askFor(contestant);
  const after = await readUse();
  return { ...cost, redis: (after.time - before.time) / JOBS, commands: (after.commands - before.commands) / JOBS };
}

/** What Redis has done so far: microseconds of its process, and commands, those of scripts among them. */
async function readUse(): Promise<{ readonly time: number; readonly commands: number }> {
  const info = await observer.info();
  const of = (name: string): number => Number(new RegExp(`^${name}:(.*)`, 'm').exec(info)?.[1]);
  return { time: (of('used_cpu_user') + of('used_cpu_sys')) * 1e6, commands: of('total_commands_processed') };
}

/** A line of what one round after the other has cost. */
function format(title: string, read: (cost: Cost) => number): string {
  const of = (name: Name): number[] => costs[name].map(read);
  const ratios = of('typhoon').map((value, index) => value / (of('bullmq')[index] ?? 0));
  const cells = [median(of('bullmq')).toFixed(1), median(of('typhoon')).toFixed(1), `${median(ratios).toFixed(2)} (${middleHalf(ratios)})`];
  return title.padEnd(22) + toLine(cells);
}

function toLine(cells: readonly string[]): string {
  return cells.map((text, index) => text.padStart(index < 2 ? 13 : 24)).join('');
}

process.stdout.write(
  [
    `${ROUNDS} rounds of ${JOBS} tasks each: medians; of the ratios also between which two values their middle half lies`,
    ''.padEnd(22) + toLine(['BullMQ', 'Typhoon', 'to BullMQ']),
    format('tasks/s', ({ time }) => 1e6 / time),
    format('this process, us/task', ({ process: used }) => used),
    format('Redis, us/task', ({ redis }) => redis),
    format('commands/task', ({ commands }) => commands),
    '',
  ].join('\n'),
);
observer.disconnect();
for (const tidy of teardowns.reverse()) await tidy();
process.exit(0);
