import t from 'tap';
import { Mismatch, SerializationError, fail, formatKind, locate } from '#src/serialization/serialization-error.js';

t.test('says where, what was expected and what was found', async (t) => {
  const error = new SerializationError('/items/3/price', 'a number', 'a text');
  t.equal(error.message, 'The answer does not fit its schema at /items/3/price: expected a number but found a text.');
  t.equal(new SerializationError('', 'a number', 'a text').message, 'The answer does not fit its schema: expected a number but found a text.');
});

t.test('is recognised in any copy of the package', async (t) => {
  t.equal(SerializationError.is(new SerializationError('', 'a', 'b')), true);
  t.equal(SerializationError.is({ [Symbol.for('typhoon.serialization-error')]: true }), true);
  t.equal(SerializationError.is(new Error('x')), false);
  t.equal(SerializationError.is(null), false);
});

t.test('gathers its path from the inside out', async (t) => {
  const mismatch = new Mismatch('a text', 'null');
  t.equal(locate(locate(locate(mismatch, 'a/b~'), 3), 'items'), mismatch);
  t.equal(mismatch.toError().path, '/items/3/a~1b~0');
});

t.test('shortens the path of a value that contains itself', async (t) => {
  const mismatch = new Mismatch('less', 'more');
  for (let level = 0; level < 1_000; level++) mismatch.addSegment('self');
  t.equal(mismatch.toError().path, `${'/self'.repeat(10)}/…`);
});

t.test('leaves other errors as they are', async (t) => {
  const error = new TypeError('broken');
  t.equal(locate(error, 'name'), error);
});

t.test('names the kind of a value, never the value', async (t) => {
  class Money {}
  for (const [value, want] of [
    [null, 'null'],
    [undefined, 'nothing'],
    [['secret'], 'a list'],
    ['secret', 'a text'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [5, 'an integer'],
    [1.5, 'a number with a fraction'],
    [5n, 'a bigint'],
    [true, 'a boolean'],
    [Symbol('secret'), 'a symbol'],
    [() => 1, 'a function'],
    [{ secret: 1 }, 'an object'],
    [Object.create(null), 'an object'],
    [{ constructor: 'secret' }, 'an object'],
    [new Money(), 'an object (Money)'],
    [new Date(), 'an object (Date)'],
  ] as const) {
    t.equal(formatKind(value), want);
    t.throws(() => fail('a thing', value), { expected: 'a thing', found: want } as unknown as Error);
  }
});
