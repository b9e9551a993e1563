import t from 'tap';
import { Task, taskWorker, tasksOf } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

class Chores {
  @Task('one')
  one() {
    return 1;
  }
}

t.test('says once at the start that tasks do not outlive the process', async (t) => {
  const lines: string[] = [];
  await startTasks(t, [Chores], { server: { logger: { level: 'warn', stream: { write: (line: string) => void lines.push(line) } } } });
  t.equal(lines.length, 1);
  t.match(lines[0], /Tasks wait in the memory of this process: they do not survive its end/);
});

t.test('leaves them to others where it is told not to work', async (t) => {
  const { app, tasks } = await startTasks(t, { classes: [Chores], work: false });
  const { status } = await tasks.send(tasksOf(Chores).one);
  await app.backgroundIdle();
  t.match(await status(), { phase: 'waiting' });
  t.equal(await app.run(taskWorker, ({ worker }) => worker), undefined);
});
