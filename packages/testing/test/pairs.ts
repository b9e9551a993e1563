import t from 'tap';
import { encodePairs } from '#src/pairs.js';

t.test('repeats arrays, and leaves out what is undefined', async (t) => {
  t.strictSame(encodePairs({ tag: ['a', 'b'], q: undefined, n: 1, text: 'a b&c' }), 'tag=a&tag=b&n=1&text=a+b%26c');
});
