import t from 'tap';
import { formatFound } from '#src/validation/found.js';

t.test('names what was found where something else is expected', async (t) => {
  const rows = [
    [Number, "the constructor 'Number'"],
    [class Item {}, "the constructor 'Item'"],
    [parseInt, "the function 'parseInt'"],
    [undefined, 'undefined'],
    [null, 'null'],
    [[1], 'a list'],
    [{}, 'a plain object'],
    ['x', "the text 'x'"],
    [5, "the number '5'"],
    [true, "the boolean 'true'"],
  ] as const;
  for (const [value, want] of rows) t.equal(formatFound(value), want);
});
