import t from 'tap';
import { Task, tasksOf } from '#src/index.js';
import type { Job } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

t.test('takes no more than it is told, and says so with 503', async (t) => {
  class Chores {
    @Task('slow')
    async slow(job: Job) {
      await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
    }
  }
  const { slow } = tasksOf(Chores);
  const { tasks } = await startTasks(t, { classes: [Chores], concurrency: 1 }, { memory: { maxJobs: 2 }, closeTimeout: 10 });
  await tasks.send(slow);
  await tasks.send(slow);
  await t.rejects(tasks.send(slow), { code: 'task_queue_full' });
});

t.test('does what waits before the application closes, and sends no failure round again', async (t) => {
  const done: number[] = [];
  class Chores {
    @Task('count')
    async count() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.push(1);
      throw new Error('it fails each time');
    }
  }
  const { count } = tasksOf(Chores);
  const { app, tasks } = await startTasks(t, { classes: [Chores], concurrency: 1 });
  for (let index = 0; index < 3; index++) await tasks.send(count);
  await app.close();
  t.equal(done.length, 3);
  await t.rejects(tasks.send(count), { code: 'task_queue_full' });
});
