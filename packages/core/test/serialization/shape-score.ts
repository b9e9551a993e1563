import t from 'tap';
import { Type } from '#src/schema/type.js';
import { accepts, chooseBranch } from '#src/serialization/shape-score.js';
import { buildShape } from '#src/serialization/shape-builder.js';

t.test('says whether a value can be written as a shape', async (t) => {
  const date = new Date(0);
  for (const [schema, fitting, others] of [
    [Type.Unknown(), [1, null, {}], [undefined, () => 1, Symbol('x')]],
    [Type.Never(), [], [1, null, undefined]],
    [Type.Undefined(), [undefined], [null]],
    [Type.Null(), [null], [undefined, 0]],
    [Type.Boolean(), [true], [0, 'true']],
    [Type.Integer({ minimum: 1, exclusiveMaximum: 5 }), [1, 4, 4n], [0, 5, 1.5, NaN, '1']],
    [Type.Number({ exclusiveMinimum: 1, maximum: 5 }), [1.5, 5], [1, 6, Infinity, '1']],
    [Type.String({ minLength: 1, maxLength: 2 }), ['a', '🔑🔑'], ['', 'abc', 5]],
    [Type.String({ pattern: '^a' }), ['ab'], ['b']],
    [Type.String(), [date], [{}, new Date(NaN)]],
    [Type.Unsafe({ enum: [1, { a: 1 }] }), [1, { a: 1 }], [2, { a: 2 }, null]],
    [Type.DateTime(), [date, '2026-01-01T00:00:00Z'], ['x', 5, undefined]],
    [Type.Array(Type.Integer(), { minItems: 1, maxItems: 2 }), [[1], { toJSON: () => [1] }], [[], [1, 2, 3], ['a'], {}]],
    [Type.Array(Type.Unknown()), [[undefined]], ['a']],
    [Type.Tuple([Type.Integer()]), [[1, 'dropped']].map((item) => item.slice(0, 1)), [[], ['a']]],
    [
      Type.Object({ a: Type.Integer(), b: Type.Optional(Type.String()) }),
      [{ a: 1 }, { a: 1, b: 'x', c: 1 }, { toJSON: () => ({ a: 1 }) }],
      [{}, { a: 'x' }, { a: 1, b: 1 }, [], null, new Map()],
    ],
    [Type.Record(Type.String(), Type.Integer()), [{ a: 1, b: undefined }, {}], [{ a: 'x' }, new Map()]],
    [Type.Union([Type.String(), Type.Integer()]), ['a', 1], [true]],
    [Type.Not(Type.String()), [1], ['a']],
  ] as const) {
    const shape = buildShape(schema);
    for (const value of fitting) t.equal(accepts(shape, value), true, JSON.stringify(schema));
    for (const value of others) t.equal(accepts(shape, value), false, JSON.stringify(schema));
  }
});

t.test('chooses the branch under which most is declared', async (t) => {
  const A = Type.Object({ a: Type.Integer() });
  const AB = Type.Object({ a: Type.Integer(), b: Type.Integer() });
  const Open = Type.Record(Type.String(), Type.Unknown());
  const K = Type.Object({ a: Type.Literal(1) });
  for (const [name, schemas, value, want] of [
    ['most members', [A, AB], { a: 1, b: 2 }, 1],
    ['only where it fits', [A, AB], { a: 1, b: 'x' }, 0],
    ['the first of equals', [A, Type.Object({ a: Type.Number() })], { a: 1 }, 0],
    ['declared members before any number of keys', [Open, A], { a: 1, b: 2, c: 3 }, 1],
    ['keys before nothing', [Type.Object({ z: Type.Optional(Type.Integer()) }), Open], { a: 1 }, 1],
    ['a constant before a type', [A, K], { a: 1 }, 1],
    ['none', [A, AB], { b: 1 }, -1],
  ] as const) {
    t.equal(chooseBranch(schemas.map(buildShape), value), want, name);
  }
});

t.test('takes no exponential time where unions lie in unions', async (t) => {
  const Node = Type.Recursive((This) =>
    Type.Union([Type.Object({ a: Type.Optional(This) }), Type.Object({ a: Type.Optional(This), b: Type.Optional(Type.Integer()) })]),
  );
  let value: object = {};
  for (let level = 0; level < 100; level++) value = { a: value };
  t.equal(accepts(buildShape(Node), value), true);
});
