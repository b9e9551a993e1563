import t from 'tap';
import work from '#src/threads/thread-worker.js';

const module = new URL('../fixtures/thread-tasks.js', import.meta.url).href;

t.test('runs a function of a module, and says what has become of it', async (t) => {
  t.strictSame(await work({ module, name: 'double', input: 2, imports: [] }), { value: 4 });
  t.match(await work({ module, name: 'fail', input: 'range', imports: [] }), { failure: { name: 'RangeError', message: 'too far' } });
  t.match(await work({ module, name: 'unknown', input: 1, imports: [] }), { failure: { message: /exports no thread task 'unknown'/ } });
});

t.test('imports what it is told to before', async (t) => {
  const imports = ["data:text/javascript,globalThis.isThere = 'yes';"];
  t.strictSame(await work({ module, name: 'double', input: 2, imports }), { value: 4 });
  t.equal((globalThis as { isThere?: string }).isThere, 'yes');
});
