import { Controller, Depends, Post } from '@typhoon/core';
import t from 'tap';
import { Task, tasks as tasksDependency, tasksOf } from '#src/index.js';
import type { Job, Tasks } from '#src/index.js';
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

t.test('tells who is refused when to come again, and the log nothing: that is planned', async (t) => {
  class Chores {
    @Task('later')
    later() {
      return 1;
    }
  }
  const { later } = tasksOf(Chores);
  @Controller('/chores')
  class ChoresController {
    @Post('/', { status: 202 })
    async start(@Depends(tasksDependency) tasks: Tasks) {
      return { id: (await tasks.send(later, undefined, { delay: '1h' })).id };
    }
  }
  const lines: { readonly level: number }[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as { level: number }) };
  const { app } = await startTasks(t, [Chores], { memory: { maxJobs: 1 }, controllers: [ChoresController], server: { logger: { level: 'info', stream } } });
  t.equal((await app.inject({ method: 'POST', url: '/chores' })).statusCode, 202);
  const refused = await app.inject({ method: 'POST', url: '/chores' });
  t.match([refused.statusCode, refused.headers['retry-after'], refused.json()], [503, '1', { code: 'task_queue_full' }]);
  t.strictSame(
    lines.filter(({ level }) => level >= 50),
    [],
  );
  const documented = app.routes.flatMap(({ throws }) => throws.map(({ definition }) => [definition.code, Object.keys(definition.headers ?? {})]));
  t.strictSame(documented, [
    ['task_queue_full', ['Retry-After']],
    ['tasks_unavailable', ['Retry-After']],
  ]);
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
  await t.rejects(tasks.send(count), { code: 'task_queue_full', headers: { 'retry-after': '1' }, isLogged: false });
});
