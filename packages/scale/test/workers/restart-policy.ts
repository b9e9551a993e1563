import t from 'tap';
import { LIFE, RestartPolicy } from '#src/workers/restart-policy.js';

t.test('waits ever longer for a worker that dies young, and gives up at the fifth', async (t) => {
  const policy = new RestartPolicy();
  t.strictSame(
    [1, 2, 3, 4, 5].map(() => policy.next(10)),
    [100, 200, 400, 800, undefined],
  );
});

t.test('a long life makes a new beginning', async (t) => {
  const policy = new RestartPolicy();
  t.strictSame(
    [10, 10, LIFE, 10].map((lived) => policy.next(lived)),
    [100, 200, 100, 200],
  );
});
