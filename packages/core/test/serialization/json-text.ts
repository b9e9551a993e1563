import t from 'tap';
import { MAX_DEPTH, escapeText, failTooDeep, hasJsonForm, toBase64, writeAny, writeString } from '#src/serialization/json-text.js';

t.test('writes texts of any length as JSON.stringify does', async (t) => {
  for (const length of [0, 1, 13, 14, 15, 41, 100, 4_999, 5_000, 6_000]) {
    for (const special of ['', '"', '\\', '\u0000', '\u001f', '\ud800', '\udfff', '🔑', '\u2028', '\u007f']) {
      const text = 'x'.repeat(length) + special;
      t.equal(writeString(text), JSON.stringify(text));
      t.equal(`"${escapeText(special + text)}"`, JSON.stringify(special + text));
    }
  }
});

t.test('writes plain data as JSON.stringify does', async (t) => {
  for (const value of [
    null,
    true,
    'a"',
    5,
    -0,
    NaN,
    [],
    {},
    [undefined, () => 1, Symbol('x')],
    { a: undefined, b: () => 1, c: null },
    { [Symbol('x')]: 1 },
    new Date(0),
    new Date(NaN),
    [new Date(0)],
    { toJSON: () => ({ a: 1 }) },
    [{ toJSON: () => undefined }],
    new URL('https://example.org/'),
    new String('a'),
    new Number(5),
    new Boolean(false),
    new (class {
      a = 1;
      // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a getter stands on the prototype, and is not written
      get b() {
        return 2;
      }
    })(),
    Object.create({ inherited: 1 }),
    JSON.parse('{"__proto__":1}'),
    new Error('x'),
    /x/,
  ] as const) {
    t.equal(writeAny(value, 0), JSON.stringify(value));
    t.equal(writeAny({ value, big: 1n }, 0), JSON.stringify({ value, big: '1' }), 'beside what JSON lacks');
  }
});

t.test('writes what JSON.stringify loses or throws on', async (t) => {
  for (const [name, value, want] of [
    ['bigint', 5n, '"5"'],
    ['a boxed bigint', Object(5n), '"5"'],
    ['bigint in a list', [1, 5n], '[1,"5"]'],
    ['bigint without a prototype', Object.assign(Object.create(null) as object, { a: 5n }), '{"a":"5"}'],
    ['a map', new Map([['a', 1n]]), '{"a":"1"}'],
    ['a map with other keys', new Map([[1, 'a']]), '[[1,"a"]]'],
    ['a set', new Set([1, undefined]), '[1,null]'],
    ['bytes', new Uint8Array([1, 2, 3]), '"AQID"'],
    ['a buffer', Buffer.from('hi'), '"aGk="'],
    ['a toJSON that yields a map', { toJSON: () => new Map([['a', 1]]) }, '{"a":1}'],
    [
      'a toJSON that yields itself',
      {
        a: 5n,
        toJSON() {
          return this;
        },
      },
      '{"a":"5"}',
    ],
    ['a toJSON that yields bytes', { toJSON: () => Buffer.from('hi') }, '"aGk="'],
  ] as const) {
    t.equal(writeAny(value, 0), want, name);
  }
});

t.test('refuses what has nothing to write', async (t) => {
  for (const value of [undefined, () => 1, Symbol('x'), { toJSON: () => undefined }])
    t.throws(() => writeAny(value, 0), { expected: 'a value' } as unknown as Error);
});

t.test('ends where a value contains itself, and says where', async (t) => {
  const list: unknown[] = [1];
  list.push(list);
  const map = new Map<string, unknown>();
  map.set('self', map);
  for (const value of [list, map, { map }]) t.throws(() => writeAny(value, 0), { found: 'more, or a value that contains itself' } as unknown as Error);
  t.throws(() => writeAny([], MAX_DEPTH + 1), { found: 'more, or a value that contains itself' } as unknown as Error);
  t.throws(failTooDeep, { expected: 'at most 1000 levels of objects, lists and unions' } as unknown as Error);
});

t.test('tells what has a form of its own', async (t) => {
  t.equal(hasJsonForm(new Date()), true);
  t.equal(hasJsonForm({ toJSON: 'x' }), false);
});

t.test('writes the bytes of a view, not of its buffer', async (t) => {
  t.equal(toBase64(new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 4)), 'AQID');
});
