import t from 'tap';
import { toCanonicalText } from '#src/cache/canonical-text.js';

t.test('writes the same for the same value, and otherwise for another', async (t) => {
  t.equal(toCanonicalText({ b: [1, null], a: { d: undefined, c: 'x' } }), toCanonicalText({ a: { c: 'x' }, b: [1, null] }));
  const others: readonly unknown[] = [
    ...[1, '1', 1n, true, null, undefined, [], {}, [1], { a: 1 }, ['a', 'b'], ['b', 'a'], ['a,b']],
    ...[new Date(0), new Date(1), new Map([['a', 1]]), new Set(['a']), new URL('http://a/')],
  ];
  t.equal(new Set(others.map(toCanonicalText)).size, others.length);
});
