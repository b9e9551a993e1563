import t from 'tap';
import { Task, tasksOf } from '#src/index.js';
import { startTasks } from '../fixtures/start-tasks.js';

t.test('says of a task that the application does not have what to write', async (t) => {
  class Known {
    @Task('known')
    one() {
      return 1;
    }

    helper() {
      return 1;
    }
  }
  class Unknown {
    @Task('unknown')
    one() {
      return 1;
    }
  }
  const { tasks } = await startTasks(t, [Known]);
  await t.rejects(tasks.send(tasksOf(Unknown).one), { message: 'Unknown.one is no task of this application. Add its class: createApp({ tasks: [Unknown] }).' });
  await t.rejects(tasks.send(tasksOf(Known).helper), { message: /What stands for a task is none/ });
});
