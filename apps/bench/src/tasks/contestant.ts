/**
 * Sends small tasks and does them, in one process, as often as it is told to: told 'round', it answers with what that took.
 *
 * node dist/tasks/contestant.js bullmq|typhoon REDIS_URL
 */
import { createApp, Type } from '@typhoon/core';
import { RedisConnection, redisTaskEngine } from '@typhoon/redis';
import { Task, taskEngine, taskWork, tasks, tasksOf } from '@typhoon/scale';
import type { Tasks } from '@typhoon/scale';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { AT_ONCE, CONCURRENCY, JOBS } from './protocol.js';
import type { RoundCost } from './protocol.js';

const [name = '', url = ''] = process.argv.slice(2);

let done = 0;
let finish: () => void = () => undefined;

function count(): void {
  if (++done === JOBS) finish();
}

class Chores {
  @Task('chores.count', { input: Type.Object({ number: Type.Integer(), text: Type.String() }), output: Type.Integer() })
  count({ number }: { number: number; text: string }): number {
    count();
    return number;
  }
}

type Send = (index: number) => Promise<unknown>;

const CONTESTANTS: Readonly<Record<string, () => Promise<Send>>> = {
  bullmq: async () => {
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
    return async (number) => queue.add('count', { number, text: 'x'.repeat(100) }, { attempts: 4, backoff: { type: 'exponential', delay: 1_000 } });
  },
  typhoon: async () => {
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
    return async (number) => sender.send(chores.count, { number, text: 'x'.repeat(100) });
  },
};

async function measure(send: Send): Promise<RoundCost> {
  done = 0;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  for (let index = 0; index < JOBS; index += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, async (_item, offset) => send(index + offset)));
  await finished;
  const time = (performance.now() - begun) * 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { time: time / JOBS, process: (user + system) / JOBS };
}

const create = CONTESTANTS[name];
if (create === undefined) throw new Error(`There is no contestant '${name}'.`);
const send = await create();
process.on('message', () => void measure(send).then((cost) => process.send?.(cost)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
