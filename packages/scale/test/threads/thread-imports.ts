import t from 'tap';
import { threadImports } from '#src/threads/thread-imports.js';

t.test('knows what the command line has put there, and nothing else', async (t) => {
  t.strictSame(threadImports(), []);
  const key = Symbol.for('typhoon.threads.imports');
  t.teardown(() => Reflect.deleteProperty(globalThis, key));
  Object.assign(globalThis, { [key]: ['file:///loader.js'] });
  t.strictSame(threadImports(), ['file:///loader.js']);
});
