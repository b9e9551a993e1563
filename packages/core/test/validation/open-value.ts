import t from 'tap';
import { INVALID } from '#src/validation/invalid.js';
import { copyOpen, countKeys, isObject, isPlainObject, isPoison, limitDepth, MAX_DEPTH } from '#src/validation/open-value.js';

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

t.test('copies without __proto__ and constructor, at every depth', async (t) => {
  const given: unknown = JSON.parse('{"a":[{"__proto__":{"x":1},"constructor":1,"b":2}],"__proto__":3}');
  t.strictSame(copyOpen(given, 0), { a: [{ b: 2 }] });
});

t.test('takes what is neither array nor plain object as it is', async (t) => {
  for (const value of [new Date(0), new Map(), 'a', null, 5n]) t.equal((copyOpen({ value }, 0) as { value: unknown }).value, value);
});

t.test(`goes ${MAX_DEPTH} levels deep, counted from the whole`, async (t) => {
  t.strictSame(copyOpen(nest(MAX_DEPTH), 0), nest(MAX_DEPTH));
  t.equal(copyOpen(nest(MAX_DEPTH + 1), 0), INVALID);
  t.equal(copyOpen(nest(2), MAX_DEPTH - 1), INVALID);
});

t.test('cuts off what is shown', async (t) => {
  const shallow = nest(5);
  t.equal(limitDepth(shallow), shallow);
  t.match(JSON.stringify(limitDepth(nest(20_000))), '…');
});

t.test('knows kinds of values', async (t) => {
  t.strictSame([{}, Object.create(null) as object, [], new Date(), null].map(isPlainObject), [true, true, false, false, false]);
  t.strictSame([{}, new Date(), [], null, 'a'].map(isObject), [true, true, false, false, false]);
  t.strictSame(['__proto__', 'constructor', 'prototype'].map(isPoison), [true, true, false]);
  t.equal(countKeys(JSON.parse('{"__proto__":1,"a":2}') as object), 1);
});
