import { Writable } from 'node:stream';
import { Type, parse } from '@typhoon/core';
import t from 'tap';
import { NonRetryableError, Task, tasksOf } from '#src/index.js';
import type { Job } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

const attempts: string[] = [];

class Chores {
  @Task('slow', { timeout: 30, retries: 1, backoff: 1 })
  async slow(job: Job) {
    attempts.push(`slow ${job.attempt}`);
    await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
    attempts.push((job.signal.reason as Error).name);
  }

  @Task('final', { retries: 5, backoff: 1 })
  final(job: Job) {
    attempts.push(`final ${job.attempt}`);
    throw new NonRetryableError('no use');
  }

  @Task('wrong', { retries: 5, backoff: 1, output: Type.Integer() })
  wrong(job: Job): number {
    attempts.push(`wrong ${job.attempt}`);
    return 'x' as never;
  }

  @Task('progress', { retries: 0, progress: Type.Integer({ maximum: 5 }) })
  async progress(job: Job<number>) {
    await job.progress(6);
  }

  @Task('elsewhere', { retries: 1, backoff: 1 })
  elsewhere(job: Job) {
    attempts.push(`elsewhere ${job.attempt}`);
    parse(Type.Integer(), 'the answer of another service');
  }

  @Task('broken', { retries: 2, backoff: 1, output: Type.Integer() })
  broken(job: Job) {
    attempts.push(`broken ${job.attempt}`);
    if (job.attempt < 3) throw new Error('it fails at first');
    return job.attempt;
  }
}
const chores = tasksOf(Chores);

t.test('tries again what may succeed, and nothing that cannot', async (t) => {
  const around: string[] = [];
  const { app, tasks } = await startTasks(t, {
    classes: [Chores],
    around: async (job, run, headers) => {
      around.push(`${job.task} ${headers['traceparent'] ?? '-'}`);
      return run();
    },
  });
  const end = async (task: typeof chores.slow | typeof chores.wrong | typeof chores.progress) => {
    const sent = await tasks.send(task as typeof chores.slow, undefined, { headers: { traceparent: '1' } });
    await sent.result().catch(() => undefined);
    return { state: await sent.status(), seen: attempts.splice(0) };
  };
  t.match(await end(chores.slow), {
    state: { phase: 'failed', error: { name: 'TaskTimeoutError' } },
    seen: ['slow 1', 'TimeoutError', 'slow 2', 'TimeoutError'].map((text) => text.replace('TimeoutError', 'TaskTimeoutError')),
  });
  t.match(await end(chores.final), { state: { phase: 'failed', error: { message: 'no use' } }, seen: ['final 1'] });
  t.match(await end(chores.wrong), { state: { phase: 'failed', error: { name: 'ValidationError' } }, seen: ['wrong 1'] });
  t.match(await end(chores.elsewhere), {
    state: { phase: 'failed', error: { name: 'ValidationError' } },
    seen: ['elsewhere 1', 'elsewhere 2'],
  });
  t.match(await end(chores.progress), { state: { phase: 'failed', error: { name: 'ValidationError' } } });
  t.match(await end(chores.broken), { state: { phase: 'succeeded', result: 3, attempt: 3 }, seen: ['broken 1', 'broken 2', 'broken 3'] });
  t.equal(around.length, 10);
  t.equal(around[0], 'slow 1');
  t.strictSame((await tasks.failed()).map(({ task }) => task).sort(), ['elsewhere', 'final', 'progress', 'slow', 'wrong']);
  const [letter] = await tasks.failed({ task: chores.final });
  t.equal(await tasks.retry(chores.final, letter?.id ?? ''), true);
  await app.backgroundIdle();
  t.strictSame(attempts, ['final 1']);
});

t.test('says of a task that heeds no signal that it goes on after its time', async (t) => {
  // Else nothing would keep the process until then.
  const alive = setInterval(() => undefined, 10_000);
  t.teardown(() => clearInterval(alive));
  let end = (): void => undefined;
  class Deaf {
    @Task('deaf', { timeout: 5, retries: 0 })
    async wait() {
      await new Promise<void>((resolve) => (end = resolve));
    }
  }
  const told = new Promise<unknown>((resolve) => {
    const stream = new Writable({
      write(chunk, _encoding, done) {
        const line = JSON.parse(String(chunk)) as { readonly msg: string };
        if (line.msg.startsWith('A task goes on')) resolve(line);
        done();
      },
    });
    void startTasks(t, [Deaf], { server: { logger: { stream } } }).then(async ({ tasks }) => tasks.send(tasksOf(Deaf).wait));
  });
  t.match(await told, { level: 40, task: 'deaf', job: String, attempt: 1 });
  end();
});
