/**
 * Tasks per second on Redis, from the first that is sent to the last that is done, against BullMQ by itself: the same server,
 * the same process, in turns, with the same payload, concurrency, attempts, backoff and keeping of results. By hand nothing is
 * validated, ids are counted, and there is no log, trace or limit of time. Beside the rate, what each costs a task, which other
 * work on the machine changes less: time of this process, time of Redis, and commands.
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
  const queue = new Queue('plain', { connection });
  const worker = new Worker(
    'plain',
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

const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const [plain, typhoon] = [await createPlain(), await createTyphoon()];
// The first of each compile, and fill what is kept.
for (let round = 0; round < 3; round++) for (const each of [plain, typhoon]) await each();
const costs: { readonly plain: Cost[]; readonly typhoon: Cost[] } = { plain: [], typhoon: [] };
for (let round = 0; round < ROUNDS; round++) {
  const order = [
    ['plain', plain],
    ['typhoon', typhoon],
  ] as const;
  for (const [name, each] of round % 2 === 0 ? order : order.toReversed()) costs[name].push(await each());
}

/** A line of what one round after the other has cost. */
function format(title: string, read: (cost: Cost) => number): string {
  const [ours, theirs] = [costs.typhoon.map(read), costs.plain.map(read)];
  const ratios = ours.map((value, index) => value / (theirs[index] ?? 0));
  const figures = [median(theirs).toFixed(1), median(ours).toFixed(1), median(ratios).toFixed(2)].map((text) => text.padStart(8));
  return `${title.padEnd(22)}${figures.join('')}   ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}

process.stdout.write(
  [
    `${ROUNDS} rounds of ${JOBS} tasks each: medians, and of the ratios also their range`,
    `${''.padEnd(22)}${['BullMQ', 'Typhoon', 'ratio'].map((text) => text.padStart(8)).join('')}`,
    format('tasks/s', ({ time }) => 1e6 / time),
    format('this process, us/task', ({ process: used }) => used),
    format('Redis, us/task', ({ redis }) => redis),
    format('commands/task', ({ commands }) => commands),
    '',
  ].join('\n'),
);
for (const tidy of teardowns.reverse()) await tidy();
process.exit(0);
