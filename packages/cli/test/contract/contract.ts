import t from 'tap';
import { isObject, listOf, objectOf } from '#src/contract/contract.js';

t.test('what is no object is an empty one, what is no list an empty one', async (t) => {
  t.strictSame([{}, [], null, 'a', undefined].map(isObject), [true, false, false, false, false]);
  t.strictSame([objectOf({ a: 1 }), objectOf([1]), objectOf(null)], [{ a: 1 }, {}, {}]);
  t.strictSame([listOf([1]), listOf({ length: 1 })], [[1], []]);
});
