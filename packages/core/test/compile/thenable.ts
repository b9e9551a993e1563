import t from 'tap';
import { isThenable } from '#src/compile/thenable.js';

t.test('tells what can be awaited', (t) => {
  const rows = [
    [Promise.resolve(), true],
    [{ then: () => undefined }, true],
    [{ then: 1 }, false],
    [{}, false],
    [null, false],
    [undefined, false],
    ['text', false],
    [0, false],
  ] as const;
  for (const [value, want] of rows) t.equal(isThenable(value), want);
  t.end();
});
