import t from 'tap';
import { INVALID } from '#src/validation/invalid.js';
import { Frame } from '#src/validation/reference.js';
import {
  decodeOrInvalid,
  interpret,
  readBestBranch,
  readTextBoolean,
  readTextInteger,
  readTextMember,
  readTextNumber,
  toOwn,
} from '#src/validation/validator-helpers.js';

t.test('reads texts, repeated ones, and what is no text', async (t) => {
  t.strictSame([readTextInteger('5'), readTextInteger(['4', '5']), readTextInteger(5), readTextInteger({})], [5, 5, 5, NaN]);
  t.strictSame([readTextNumber('1.5'), readTextNumber(['x', '.5']), readTextNumber(1.5), readTextNumber([])], [1.5, 0.5, 1.5, NaN]);
  t.strictSame([readTextBoolean('Yes'), readTextBoolean(['yes', 'no']), readTextBoolean(true), readTextBoolean(null)], [true, false, true, undefined]);
  t.strictSame([readTextMember([1, 'a'], '1'), readTextMember([1, 'a'], ['1', 'a']), readTextMember([1], 1), readTextMember([1], {})], [1, 'a', 1, undefined]);
});

t.test('copies what was sent, not what is inherited', async (t) => {
  t.strictSame(Object.keys(toOwn(Object.assign(Object.create({ a: 1 }) as object, { b: 2 }))), ['b']);
});

t.test('an error of a transform is a refusal', async (t) => {
  t.equal(decodeOrInvalid(Number, '5'), 5);
  t.equal(
    decodeOrInvalid(() => {
      throw new Error('no');
    }, '5'),
    INVALID,
  );
});

t.test('tries the branch first that declares most', async (t) => {
  const tried: string[] = [];
  const branch = (name: string, result: unknown) => () => (tried.push(name), result);
  t.equal(readBestBranch([branch('one', 1), branch('two', INVALID), branch('three', 3)], [['a'], ['a', 'b'], ['x']], { a: 1, b: 2 }, 0), 1);
  t.strictSame(tried, ['two', 'one']);
  t.equal(readBestBranch([branch('one', INVALID)], [[]], {}, 0), INVALID);
});

t.test('leaves to the interpreter what is not compiled', async (t) => {
  const schema = { not: { const: 1 } };
  t.equal(interpret(schema, new Frame(schema), 'json', undefined, 2, 0), 2);
  t.equal(interpret(schema, new Frame(schema), 'json', undefined, 1, 0), INVALID);
});
