import { MetricSources } from '@typhoon/core/internal';
import t from 'tap';
import { Task, tasksOf } from '#src/index.js';
import { describeTasks } from '#src/tasks/task-metrics.js';
import { startTasks } from '../fixtures/start-tasks.js';

class Chores {
  @Task('later')
  later() {
    return undefined;
  }
}

t.test('tells how many jobs of which queue are where', async (t) => {
  const { app, tasks } = await startTasks(t, [Chores]);
  await tasks.send(tasksOf(Chores).later, undefined, { delay: '1h' });
  const source = [...app.metrics].find(({ name }) => name === 'task_jobs');
  t.equal(source?.aggregator, 'sum', 'each process has jobs of its own');
  t.strictSame(
    await source?.read(),
    Object.entries({ waiting: 0, delayed: 1, running: 0, failed: 0 }).map(([state, value]) => ({ labels: { queue: 'tasks', state }, value })),
  );
});

t.test('what is shared is not added up, and an engine that does not answer is waited for no longer than the others can wait', async (t) => {
  const read = async (counts: () => Promise<never>) => {
    const metrics = new MetricSources();
    describeTasks({ isShared: true, counts }, metrics);
    const [source] = metrics;
    return [source?.aggregator, await source?.read()];
  };
  t.strictSame(await read(async () => Promise.reject(new Error('away'))), ['max', []]);
  t.strictSame(await read(async () => new Promise(() => undefined)), ['max', []]);
});
