/**
 * Tasks per second on Redis, from the first that is sent to the last that is done, against BullMQ by itself: the same server,
 * the same process, in turns, with the same payload, concurrency, attempts, backoff and keeping of results. By hand nothing is
 * validated, ids can be guessed, and there is no log, trace or limit of time. Beside the rate, what each costs a task, which
 * other work on the machine changes less: time of this process, time of Redis, and commands.
 *
 * `npm run bench:tasks -w apps/bench`; ROUNDS=31 for more rounds.
 */
import { createApp, Type } from '@typhoon/core';
import { startOwnRedis } from '@typhoon-apps/fixtures/redis';
import { RedisConnection, redisTaskEngine } from '@typhoon/redis';
import { Task, taskEngine, taskWork, tasks, tasksOf } from '@typhoon/scale';
import type { Tasks } from '@typhoon/scale';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { median, middleHalf } from '../figures.js';

const JOBS = 5_000;
/** How many are sent before the first of them is answered. */
const AT_ONCE = 100;
const CONCURRENCY = 20;
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);

/** What a round took, per task: microseconds of time, of this process and of Redis, and commands that Redis was sent. */
interface Cost {
  readonly time: number;
  readonly process: number;
  readonly redis: number;
  readonly commands: number;
}

/** Sends all, and waits until all are done. */
type Round = () => Promise<Cost>;

let done = 0;
let finish: () => void = () => undefined;

function count(): void {
  if (++done === JOBS) finish();
}

async function measure(send: (index: number) => Promise<unknown>): Promise<Cost> {
  done = 0;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const [redis, cpu, begun] = [await readUse(), process.cpuUsage(), performance.now()];
  for (let index = 0; index < JOBS; index += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, async (_item, offset) => send(index + offset)));
  await finished;
  const time = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const after = await readUse();
  const of = (whole: number): number => whole / JOBS;
  return { time: of(time * 1_000), process: of(user + system), redis: of(after.time - redis.time), commands: of(after.commands - redis.commands) };
}

/** What Redis has done so far: microseconds of its process, and commands from without, which those of scripts are not. */
async function readUse(): Promise<{ readonly time: number; readonly commands: number }> {
  const info = await observer.info();
  const of = (name: string): number => Number(new RegExp(`^${name}:(.*)`, 'm').exec(info)?.[1]);
  return { time: (of('used_cpu_user') + of('used_cpu_sys')) * 1e6, commands: of('total_commands_processed') };
}

class Chores {
  @Task('chores.count', { input: Type.Object({ number: Type.Integer(), text: Type.String() }), output: Type.Integer() })
  count({ number }: { number: number; text: string }): number {
    count();
    return number;
  }
}

const teardowns: (() => unknown)[] = [];
const { url } = await startOwnRedis({ teardown: (tidy) => void teardowns.push(tidy) });
const observer = new Redis(url);
teardowns.push(() => observer.disconnect());

async function createTyphoon(): Promise<Round> {
  const connection = new RedisConnection({ url });
  await connection.untilReady(5_000);
  const app = createApp({
    server: { logger: false },
    controllers: [],
    works: [taskWork({ classes: [Chores], work: true, concurrency: CONCURRENCY })],
    engines: new Map([[taskEngine, async () => redisTaskEngine(connection)]]),
  });
  await app.ready();
  const { sender } = await app.run(tasks, (value: Tasks) => ({ sender: value }));
  const chores = tasksOf(Chores);
  teardowns.push(
    () => app.close(),
    () => connection.close(),
  );
  return async () => measure(async (number) => sender.send(chores.count, { number, text: 'x'.repeat(100) }));
}

async function createPlain(): Promise<Round> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const name = 'plain';
  const queue = new Queue(name, { connection });
  const worker = new Worker(
    name,
    async ({ data }: { data: { number: number } }) => {
      count();
      return Promise.resolve(data.number);
    },
    { connection, concurrency: CONCURRENCY, removeOnComplete: { age: 3_600, count: 10_000 }, removeOnFail: { count: 1_000 } },
  );
  await worker.waitUntilReady();
  teardowns.push(
    () => worker.close(),
    () => queue.close(),
    () => connection.disconnect(),
  );
  return async () =>
    measure(async (number) => queue.add('count', { number, text: 'x'.repeat(100) }, { attempts: 4, backoff: { type: 'exponential', delay: 1_000 } }));
}

/** What takes turns. */
const CONTESTANTS = {
  plain: await createPlain(),
  typhoon: await createTyphoon(),
};
type Name = keyof typeof CONTESTANTS;

// The first of each compile, and fill what is kept.
for (let round = 0; round < 3; round++) for (const each of Object.values(CONTESTANTS)) await each();
const costs: Record<Name, Cost[]> = { plain: [], typhoon: [] };
for (let round = 0; round < ROUNDS; round++) {
  const order = Object.entries(CONTESTANTS) as [Name, Round][];
  // Each stands first equally often.
  if (round % 2 === 1) order.reverse();
  for (const [name, each] of order) costs[name].push(await each());
}

/** A line of what one round after the other has cost. */
function format(title: string, read: (cost: Cost) => number): string {
  const of = (name: Name): number[] => costs[name].map(read);
  const ratios = of('typhoon').map((value, index) => value / (of('plain')[index] ?? 0));
  const cells = [median(of('plain')).toFixed(1), median(of('typhoon')).toFixed(1), `${median(ratios).toFixed(2)} (${middleHalf(ratios)})`];
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
for (const tidy of teardowns.reverse()) await tidy();
process.exit(0);
