import t from 'tap';
import { areItemsUnique, areUnique, isEqual } from '#src/validation/equality.js';

t.test('compares by value', async (t) => {
  const rows: [unknown, unknown, boolean][] = [
    [1, 1, true],
    [1, '1', false],
    [0, false, false],
    [null, undefined, false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [{ a: 1n }, { a: 1n }, true],
  ];
  for (const [left, right, want] of rows) t.equal(isEqual(left, right), want);
});

t.test('finds repeated items', async (t) => {
  t.ok(areUnique([1, '1', true, null, {}, [], '{}', '[]']));
  t.notOk(
    areUnique([
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
  );
  t.notOk(areItemsUnique(['1', '1.0'], [1, 1]), 'scalars as they were read');
  t.notOk(
    areItemsUnique(
      [
        { a: 1, x: 1 },
        { a: 1, x: 1 },
      ],
      [{ a: 1 }, { a: 1 }],
    ),
  );
  t.ok(
    areItemsUnique(
      [
        { a: 1, x: 1 },
        { a: 1, x: 2 },
      ],
      [{ a: 1 }, { a: 1 }],
    ),
    'objects as they were sent',
  );
});

t.test('deep values do not exhaust the stack', async (t) => {
  let [left, right]: unknown[] = [[], []];
  for (let level = 0; level < 20_000; level++) [left, right] = [[left], [right]];
  t.ok(isEqual(left, right));
});
