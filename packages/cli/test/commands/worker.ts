// Runs in a process of its own: it starts and kills others, which need what processors there are.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { Running, typhoon } from '../fixtures/command.js';
import { project } from '../fixtures/project.js';

t.setTimeout(250_000);

/** Tasks that write what they do to a file, or end their process. */
const CHORES = `import { appendFileSync, existsSync } from 'node:fs';
import { Task, Type, createApp, tasksOf } from 'typhoon';

export class Chores {
  async note(number) {
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while (number >= 500 && !existsSync('go'));
    appendFileSync('notes.txt', number + '\\n');
  }

  poison() {
    appendFileSync('poison.txt', 'x');
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }

  async slow() {
    appendFileSync('slow.txt', 'begun\\n');
    await new Promise((resolve) => setTimeout(resolve, 700));
    appendFileSync('slow.txt', 'done\\n');
  }
}
// Node knows no syntax of decorators.
Task('chores.note', { input: Type.Integer(), retries: 3, backoff: 1 })(Chores.prototype, 'note');
Task('chores.poison', { retries: 1, backoff: 1 })(Chores.prototype, 'poison');
Task('chores.slow', { retries: 0 })(Chores.prototype, 'slow');
export const chores = tasksOf(Chores);

export const app = createApp({
  title: 'Chores',
  version: '1',
  controllers: [],
  tasks: { classes: [Chores], patience: '1s' },
  redis: process.env.REDIS_URL && { url: process.env.REDIS_URL, prefix: process.env.PREFIX },
  server: { logger: false },
});
`;

const SEND = `import { tasks } from 'typhoon';
import { app, chores } from './app.js';

await app.run(tasks, async (sender) => {
  const [name, count] = process.argv.slice(2);
  await Promise.all(Array.from({ length: Number(count) }, (_item, index) => sender.send(chores[name], name === 'note' ? index : undefined)));
});
await app.close();
process.exit(0);
`;

t.test('a worker', { skip: findRedis().skip }, async (t) => {
  const url = await startRedis(t);
  const folder = t.testdir(project({ 'app.js': CHORES, 'send.js': SEND }));
  const env = { REDIS_URL: url, PREFIX: `worker-${process.pid}` };
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const counts = async (): Promise<Record<string, number>> => {
    const { out } = await typhoon(folder, ['tasks', 'src/app.js', '--json'], env);
    return (JSON.parse(out) as { queues: [Record<string, number>] }).queues[0];
  };
  const send = async (name: string, count: number): Promise<void> => {
    await promisify(execFile)(process.execPath, ['src/send.js', name, String(count)], { cwd: folder, env: { PATH: process.env['PATH'], ...env } });
  };
  const startWorker = async (): Promise<Running> => {
    const worker = new Running(t, folder, ['worker', 'src/app.js', '--concurrency', '20', '--health-port', '0'], env);
    await worker.sees(/Working on chores\.note, chores\.poison, chores\.slow/);
    return worker;
  };

  await t.test('that is killed in the middle of 1,000 tasks loses none', async (t) => {
    await send('note', 1_000);
    t.match(await counts(), { waiting: 1_000, running: 0 }, 'whoever sends them does not do them');
    const victim = await startWorker();
    await until(() => lines(read('notes.txt')).length > 100);
    victim.child.kill('SIGKILL');
    t.ok(new Set(lines(read('notes.txt'))).size <= 500, 'the other half is not done yet');
    writeFileSync(join(folder, 'go'), '');
    const worker = await startWorker();
    await until(() => new Set(lines(read('notes.txt'))).size === 1_000);
    t.equal(await worker.end(), 0);
    t.match(await counts(), { waiting: 0, running: 0, failed: 0 });
  });

  await t.test('finishes what runs when it is told to end', async (t) => {
    await send('slow', 1);
    const worker = await startWorker();
    await until(() => read('slow.txt').includes('begun'));
    t.equal(await worker.end('SIGTERM'), 0);
    t.equal(read('slow.txt'), 'begun\ndone\n');
  });

  await t.test('that a task kills does not do it for ever', async (t) => {
    await send('poison', 1);
    for (const _ of [1, 2]) {
      const worker = await startWorker();
      await until(() => worker.child.signalCode === 'SIGKILL');
    }
    const worker = await startWorker();
    await until(async () => (await counts())['failed'] === 1);
    t.equal(read('poison.txt'), 'xx', 'once, and its one retry');
    t.equal(await worker.end(), 0);
    const { out } = await typhoon(folder, ['tasks', 'src/app.js', '--failed'], env);
    t.match(out, /chores\.poison +[\da-f-]{36} +2 +NonRetryableError: Its process ended under it/);
    t.match(await typhoon(folder, ['tasks', 'src/app.js', '--retry', 'all'], env), { code: 0, error: '1 task is tried again.\n' });
    t.match(await counts(), { waiting: 1, failed: 0 });
  });

  await t.test('leaves, when its tasks get another queue, jobs in the former one, which are counted', async (t) => {
    const concurrent = CHORES.replaceAll('{ retries:', '{ concurrency: 1, retries:');
    const app = t.testdir(project({ 'app.js': concurrent }));
    const { out } = await typhoon(app, ['tasks', 'src/app.js'], env);
    t.match(out, /QUEUE +WAITING +DELAYED +RUNNING +FAILED\n(?:chores\.\w+ .+\n)*tasks +1 +0 +0 +0\n/);
  });
});

t.test('says what it needs', async (t) => {
  const folder = t.testdir(project({ 'app.js': CHORES }));
  const { code, error } = await typhoon(folder, ['worker', 'src/app.js']);
  t.equal(code, 1);
  t.match(error, /The tasks wait in the memory of the process that sends them.*createApp\(\{ redis/s);
  t.match(await typhoon(folder, ['worker', 'src/app.js', '--concurrency', '0']), { code: 1, error: /--concurrency expects a whole number above 0/ });
  t.match(await typhoon(t.testdir(project()), ['worker', 'src/app.ts']), { code: 1, error: /The application has no tasks/ });
});

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (;;) {
    try {
      if (await isSo()) return;
    } catch {
      // A file that is not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
