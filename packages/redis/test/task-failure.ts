import t from 'tap';
import { readFailure, wrapFailure } from '#src/task-failure.js';

t.test('an error comes back by its name and message', (t) => {
  for (const error of [new RangeError('too: large\nby far'), Object.assign(new Error(''), { name: 'Own' })])
    t.strictSame(readFailure(wrapFailure(error).message), { name: error.name, message: error.message });
  t.equal(wrapFailure('text').cause, 'text');
  t.strictSame(readFailure(wrapFailure('text').message), { name: 'Error', message: 'text' });
  t.strictSame(readFailure('job stalled more than allowable limit'), { name: 'Error', message: 'job stalled more than allowable limit' });
  t.end();
});
