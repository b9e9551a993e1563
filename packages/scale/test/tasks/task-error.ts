import t from 'tap';
import { NonRetryableError, TaskFailedError, TaskTimeoutError } from '#src/index.js';
import { toFailure } from '#src/tasks/task-error.js';

t.test('are known by their names, and kept as name and message', (t) => {
  t.ok(NonRetryableError.is(new NonRetryableError('x')));
  t.notOk(NonRetryableError.is(new Error('x')));
  t.strictSame(
    [toFailure(new TaskTimeoutError('a', 5)), toFailure('text'), toFailure(3)],
    [
      { name: 'TaskTimeoutError', message: "The task 'a' was not done after 5 ms." },
      { name: 'Error', message: 'text' },
      { name: 'Error', message: 'Something was thrown that is no error.' },
    ],
  );
  t.match(new TaskFailedError({ task: 'a', id: '1', error: { name: 'RangeError', message: 'large' } }), { message: 'large', reason: 'RangeError', id: '1' });
  t.end();
});
