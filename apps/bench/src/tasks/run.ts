/**
 * Tasks per second on Redis, from the first that is sent to the last that is done, against BullMQ by itself: the same server,
 * the same process, the same numbers, in turns. `npm run bench:tasks -w apps/bench`
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
const ROUNDS = 7;

/** Sends all, and waits until all are done; seconds. */
type Round = () => Promise<number>;

let done = 0;
let finish: () => void = () => undefined;

function count(): void {
  if (++done === JOBS) finish();
}

async function measure(send: (index: number) => Promise<unknown>): Promise<number> {
  done = 0;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const begun = performance.now();
  for (let index = 0; index < JOBS; index += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, async (_item, offset) => send(index + offset)));
  await finished;
  return (performance.now() - begun) / 1_000;
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
// The first of each compiles, and fills what is kept.
await plain();
await typhoon();
const rates: { plain: number[]; typhoon: number[]; ratio: number[] } = { plain: [], typhoon: [], ratio: [] };
for (let round = 0; round < ROUNDS; round++) {
  const isPlainFirst = round % 2 === 0;
  const first = await (isPlainFirst ? plain : typhoon)();
  const second = await (isPlainFirst ? typhoon : plain)();
  const [one, other] = isPlainFirst ? [first, second] : [second, first];
  rates.plain.push(JOBS / one);
  rates.typhoon.push(JOBS / other);
  rates.ratio.push(one / other);
}
process.stdout.write(
  [
    `${ROUNDS} rounds of ${JOBS} tasks each, medians`,
    `BullMQ   ${median(rates.plain).toFixed(0)} tasks/s`,
    `Typhoon  ${median(rates.typhoon).toFixed(0)} tasks/s`,
    `ratio    ${median(rates.ratio).toFixed(2)} (${rates.ratio.map((ratio) => ratio.toFixed(2)).join(' ')})`,
    '',
  ].join('\n'),
);
for (const tidy of teardowns.reverse()) await tidy();
process.exit(0);
