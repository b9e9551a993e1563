import t from 'tap';
import { threadTask } from '#src/index.js';
import { findThreadTask } from '#src/threads/thread-task.js';

t.test('is found among the exports of its module', async (t) => {
  const double = threadTask('file:///work.js', 'double', (count: number) => count * 2);
  const exported = { other: 1, nothing: null, double };
  t.equal(findThreadTask(exported, double), double);
  t.equal(double.run(2), 4);
  t.throws(() => findThreadTask({ other: 1 }, double), {
    name: 'TypeError',
    message: /file:\/\/\/work\.js exports no thread task 'double'\. Write: export const double/,
  });
});
