import t from 'tap';
import work from '#src/threads/thread-worker.js';

const module = new URL('../fixtures/thread-tasks.js', import.meta.url).href;

t.test('runs a function of a module, and says what has become of it', async (t) => {
  t.strictSame(await work({ module, name: 'double', input: 2 }), { value: 4 });
  t.match(await work({ module, name: 'fail', input: 'range' }), { failure: { name: 'RangeError', message: 'too far' } });
  t.match(await work({ module, name: 'unknown', input: 1 }), { failure: { message: /exports no thread task 'unknown'/ } });
});
