import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { compileValidator, INVALID } from '#src/validation/validator.js';

class Money extends Model({ amount: Type.Number(), currency: Type.String({ default: 'EUR' }) }) {
  format(): string {
    return `${this.amount} ${this.currency}`;
  }
}
const Tree = Type.Recursive((This) => Type.Object({ name: Type.String(), children: Type.Array(This, { default: [] }) }));
class Cat extends Model({ kind: Type.Literal('cat'), lives: Type.Integer() }) {}
class Dog extends Model({ kind: Type.Literal('dog'), good: Type.Boolean() }) {}

const embedded = Type.Object({ x: Type.Integer() }, { $id: 'Point' });

type Row = [string, { schema: TSchema; given: unknown; want: unknown }];

const jsonRows: Row[] = [
  ['drops what is undeclared', { schema: Type.Object({ a: Type.Integer() }), given: { a: 1, b: 2 }, want: { a: 1 } }],
  ['at every depth', { schema: Type.Array(Type.Object({ a: Type.Object({}) })), given: [{ a: { b: 1 }, c: 2 }], want: [{ a: {} }] }],
  [
    'keeps it on request',
    { schema: Type.Object({ a: Type.Integer() }, { additionalProperties: true }), given: { a: 1, b: { c: 2 } }, want: { a: 1, b: { c: 2 } } },
  ],
  ['refuses it on request', { schema: Type.Object({}, { additionalProperties: false }), given: { b: 2 }, want: INVALID }],
  ['checks it by a schema', { schema: Type.Object({}, { additionalProperties: Type.Integer() }), given: { b: 2 }, want: { b: 2 } }],
  [
    'fills in defaults',
    { schema: Type.Object({ a: Type.Integer({ default: 3 }), b: Type.Array(Type.String(), { default: [] }) }), given: {}, want: { a: 3, b: [] } },
  ],
  ['null is not absent', { schema: Type.Object({ a: Type.Integer({ default: 3 }) }), given: { a: null }, want: INVALID }],
  ['coerces nothing', { schema: Type.Integer(), given: '1', want: INVALID }],
  ['takes 1.0 for an integer', { schema: Type.Integer(), given: JSON.parse('1.0'), want: 1 }],
  ['NaN is no number', { schema: Type.Number(), given: NaN, want: INVALID }],
  ['0.1 is a multiple of 0.01', { schema: Type.Number({ multipleOf: 0.01 }), given: 0.1, want: 0.1 }],
  ['19.99 is a multiple of 0.01', { schema: Type.Number({ multipleOf: 0.01 }), given: 19.99, want: 19.99 }],
  ['0.105 is none', { schema: Type.Number({ multipleOf: 0.01 }), given: 0.105, want: INVALID }],
  ['lengths count code points', { schema: Type.String({ maxLength: 1 }), given: '😀', want: '😀' }],
  ['patterns know code points', { schema: Type.String({ pattern: '^.$' }), given: '😀', want: '😀' }],
  ['an expression has its own flags', { schema: Type.RegExp(/^ab$/i), given: 'AB', want: 'AB' }],
  ['an expression refuses', { schema: Type.Object({ a: Type.RegExp(/^ab$/g) }), given: { a: 'abc' }, want: INVALID }],
  ['a template', { schema: Type.TemplateLiteral('${string}-x'), given: 'a-x', want: 'a-x' }],
  ['an unknown format says nothing', { schema: Type.String({ format: 'iban' }), given: 'x', want: 'x' }],
  ['dates', { schema: Type.DateTime(), given: '2024-02-29T12:00:00Z', want: new Date('2024-02-29T12:00:00Z') }],
  ['dates that are none', { schema: Type.DateTime(), given: '2023-02-29T12:00:00Z', want: INVALID }],
  ["TypeBox's dates", { schema: Type.Date({ minimumTimestamp: 0 }), given: '1969-12-31T23:59:59Z', want: INVALID }],
  ['big integers', { schema: Type.BigInt(), given: '9007199254740993', want: 9007199254740993n }],
  ['addresses', { schema: Type.Url(), given: 'https://example.com/a', want: new URL('https://example.com/a') }],
  ['sets, without repetitions', { schema: Type.Set(Type.Integer()), given: [1, 2, 1], want: new Set([1, 2]) }],
  ['maps', { schema: Type.Map(Type.DateTime()), given: { a: '2024-01-01T00:00:00Z' }, want: new Map([['a', new Date('2024-01-01T00:00:00Z')]]) }],
  ['a transform at the top', { schema: Type.Transform(Type.String()).Decode(Number).Encode(String), given: '5', want: 5 }],
  ['records', { schema: Type.Record(Type.String({ pattern: '^[a-z]$' }), Type.Integer()), given: { a: 1 }, want: { a: 1 } }],
  ['a record refuses other keys', { schema: Type.Record(Type.String({ pattern: '^[a-z]$' }), Type.Integer()), given: { A: 1 }, want: INVALID }],
  ['tuples', { schema: Type.Tuple([Type.Integer(), Type.String()]), given: [1, 'a'], want: [1, 'a'] }],
  ['a tuple is no longer than it says', { schema: Type.Tuple([Type.Integer()]), given: [1, 2], want: INVALID }],
  ['recursion', { schema: Tree, given: { name: 'a', children: [{ name: 'b', x: 1 }] }, want: { name: 'a', children: [{ name: 'b', children: [] }] } }],
  [
    'intersections',
    { schema: Type.Intersect([Type.Object({ a: Type.Integer() }), Type.Object({ b: Type.Integer() })]), given: { a: 1, b: 2, c: 3 }, want: { a: 1, b: 2 } },
  ],
  ['a tagged union', { schema: Type.Union([Cat.schema, Dog.schema]), given: { kind: 'dog', good: true, lives: 9 }, want: { kind: 'dog', good: true } }],
  [
    'of untagged branches the one that declares most',
    {
      schema: Type.Union([Type.Object({ a: Type.Integer() }), Type.Object({ a: Type.Integer(), b: Type.Integer() })]),
      given: { a: 1, b: 2 },
      want: { a: 1, b: 2 },
    },
  ],
  ['one of two', { schema: Type.Unsafe({ oneOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] }), given: 7, want: INVALID }],
  [
    'the same id in two places',
    { schema: Type.Object({ a: embedded, b: Type.Optional(embedded) }), given: { a: { x: 1 }, b: { x: 2 } }, want: { a: { x: 1 }, b: { x: 2 } } },
  ],
  ['derived from a model', { schema: Type.Partial(Cat.schema), given: { lives: 9 }, want: { lives: 9 } }],
  ['a module', { schema: Type.Module({ A: Type.Object({ b: Type.Ref('B') }), B: Type.Integer() }).Import('A'), given: { b: 1 }, want: { b: 1 } }],
];

t.test('reads JSON', async (t) => {
  for (const [name, { schema, given, want }] of jsonRows) t.strictSame(compileValidator(schema, 'json').read(given), want, name);
});

const textRows: Row[] = [
  ...['1', ' 1 ', '+1', '1.0', '01'].map((given): Row => [`'${given}' is the integer 1`, { schema: Type.Integer(), given, want: 1 }]),
  ...['', 'x', '1.5', '1e3', '0x1', '9007199254740993'].map((given): Row => [`'${given}' is no integer`, { schema: Type.Integer(), given, want: INVALID }]),
  ...['1.5', ' 1.5', '+1.5', '15e-1'].map((given): Row => [`'${given}' is the number 1.5`, { schema: Type.Number(), given, want: 1.5 }]),
  ...['', 'NaN', 'Infinity', '1e999', '1,5'].map((given): Row => [`'${given}' is no number`, { schema: Type.Number(), given, want: INVALID }]),
  ...['true', '1', 'on', 'yes', 'TRUE', 'Yes', 'oN'].map((given): Row => [`'${given}' is true`, { schema: Type.Boolean(), given, want: true }]),
  ...['false', '0', 'off', 'no', 'False', 'NO'].map((given): Row => [`'${given}' is false`, { schema: Type.Boolean(), given, want: false }]),
  ...['', '2', 'maybe'].map((given): Row => [`'${given}' is no boolean`, { schema: Type.Boolean(), given, want: INVALID }]),
  ['a single value is a list of one', { schema: Type.Array(Type.Integer()), given: '1', want: [1] }],
  ['repeated values are a list', { schema: Type.Array(Type.Integer()), given: ['1', '2'], want: [1, 2] }],
  ['a repeated scalar takes the last', { schema: Type.Integer(), given: ['1', '2'], want: 2 }],
  ['a number stays a text where a text is declared', { schema: Type.String(), given: '1', want: '1' }],
  ['constants', { schema: Type.Union([Type.Literal('a'), Type.Literal(2), Type.Literal(true)]), given: '2', want: 2 }],
  [
    'objects',
    { schema: Type.Object({ limit: Type.Integer({ default: 10 }), q: Type.Optional(Type.String()) }), given: { q: 'x', z: '1' }, want: { limit: 10, q: 'x' } },
  ],
  ['null has no text', { schema: Type.Union([Type.Integer(), Type.Null()]), given: 'null', want: INVALID }],
  ['the first branch that fits', { schema: Type.Union([Type.Integer(), Type.String()]), given: '5', want: 5 }],
  ['dates', { schema: Type.DateTime(), given: '2024-01-01T00:00:00Z', want: new Date('2024-01-01T00:00:00Z') }],
  ['a tagged union', { schema: Type.Union([Cat.schema, Dog.schema]), given: { kind: 'dog', good: 'yes' }, want: { kind: 'dog', good: true } }],
];

t.test('reads text by its schema', async (t) => {
  for (const [name, { schema, given, want }] of textRows) t.strictSame(compileValidator(schema, 'text').read(given), want, name);
});

t.test('strips __proto__ at every depth, and constructor where nobody declared it', async (t) => {
  const poison = '{"a":{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"b":1},"__proto__":{"admin":true}}';
  for (const schema of [
    Type.Any(),
    Type.Object({ a: Type.Any() }),
    Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
    Type.Object({}, { additionalProperties: true }),
  ]) {
    const read = compileValidator(schema, 'json').read(JSON.parse(poison)) as { a: object };
    t.strictSame(Object.getOwnPropertyNames(read), ['a']);
    t.strictSame(Object.getOwnPropertyNames(read.a), ['b']);
    t.equal(Object.getPrototypeOf(read.a), Object.prototype);
  }
  t.equal(({} as { admin?: boolean }).admin, undefined);
});

t.test('a declared constructor arrives as an own property, and only where it was sent', async (t) => {
  const { read } = compileValidator(Type.Object({ constructor: Type.Optional(Type.String()), toString: Type.Optional(Type.String()) }), 'json');
  t.strictSame(Object.entries(read({ constructor: 'x' }) as object), [['constructor', 'x']]);
  t.strictSame(Object.entries(read({}) as object), []);
});

t.test('what somebody put on Object.prototype was not sent by anyone', async (t) => {
  const { read } = compileValidator(Type.Object({ admin: Type.Optional(Type.Boolean()) }), 'json');
  Object.defineProperty(Object.prototype, 'admin', { value: true, configurable: true });
  t.teardown(() => Reflect.deleteProperty(Object.prototype, 'admin'));
  t.strictSame(Object.keys(read({}) as object), []);
});

t.test('a model with methods yields instances, at every depth', async (t) => {
  const { read } = compileValidator(Type.Object({ prices: Type.Array(Money.schema) }), 'json');
  const { prices } = read({ prices: [{ amount: 5 }, { amount: 6, currency: 'USD', secret: 1 }] }) as { prices: Money[] };
  t.ok(prices[0] instanceof Money);
  t.strictSame(
    prices.map((price) => price.format()),
    ['5 EUR', '6 USD'],
  );
  t.strictSame(Object.keys(prices[1] as object), ['amount', 'currency']);
});

t.test('a model without methods yields plain objects', async (t) => {
  t.equal(Object.getPrototypeOf(compileValidator(Cat.schema, 'json').read({ kind: 'cat', lives: 9 })), Object.prototype);
});

t.test('each reading has defaults of its own', async (t) => {
  const { read } = compileValidator(Type.Object({ tags: Type.Array(Type.String(), { default: ['a'] }) }), 'json');
  (read({}) as { tags: string[] }).tags.push('b');
  t.strictSame(read({}), { tags: ['a'] });
});

t.test('20,000 levels are refused, not a RangeError', async (t) => {
  let given: unknown = [];
  for (let level = 0; level < 20_000; level++) given = [given];
  for (const schema of [Type.Any(), Type.Array(Type.Unknown()), Type.Recursive((This) => Type.Array(This))])
    t.equal(compileValidator(schema, 'json').read(given), INVALID);
});

t.test('the same schema and mode have the same validator', async (t) => {
  const schema = Type.Integer();
  t.equal(compileValidator(schema, 'json'), compileValidator(schema, 'json'));
  t.not(compileValidator(schema, 'json'), compileValidator(schema, 'text'));
});

t.test("an application's own format wins", async (t) => {
  const schema = Type.String({ format: 'email' });
  t.equal(compileValidator(schema, 'json', { formats: { email: (text) => text === 'me' } }).read('me'), 'me');
  t.equal(compileValidator(schema, 'json').read('me'), INVALID);
});
