import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { project } from '../fixtures/project.js';

t.setTimeout(110_000);

const APP = `import { Task, createApp } from 'typhoon';

class Chores {
  @Task('chores.sweep', { concurrency: 1 })
  sweep() {
    return 1;
  }

  @Task('chores.note')
  note() {
    return 1;
  }
}

export const app = createApp({ title: 'Chores', version: '1', controllers: [], tasks: [Chores], server: { logger: false } });
`;

const TABLE = `TASK          METHOD        QUEUE
chores.sweep  Chores.sweep  chores.sweep
chores.note   Chores.note   tasks
`;

t.test('tasks are listed; what only another process knows is refused', async (t) => {
  const folder = t.testdir(project({ 'app.ts': APP }));
  t.strictSame(await typhoon(folder, ['tasks']), { code: 0, out: TABLE, error: '' });
  t.match(await typhoon(folder, ['tasks', '--failed']), { code: 1, error: /no other one sees its dead letters/ });
  t.match(await typhoon(folder, ['tasks', '--task', 'other']), { code: 1, error: /The application has no task 'other' but chores\.sweep, chores\.note/ });
});
