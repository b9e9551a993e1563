import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';

class Cat extends Model({ name: Type.String() }) {}
class Dog extends Model({ bark: Type.Boolean() }) {}
const tagged = Type.Union([Type.Object({ k: Type.Literal(1), a: Type.Null() }), Type.Object({ k: Type.Literal(2) })]);

t.test('names the branches whose mistakes it lists', async (t) => {
  const raw = (schema: Record<string, unknown>): TSchema => Type.Unsafe(schema);
  const rows: [string, { schema: TSchema; given: unknown; want: [string, (string | number)[]][] }][] = [
    [
      'models',
      {
        schema: Type.Union([Cat.schema, Dog.schema]),
        given: {},
        want: [
          ['missing', ['Cat', 'name']],
          ['missing', ['Dog', 'bark']],
        ],
      },
    ],
    [
      'scalars',
      {
        schema: Type.Union([Type.Integer(), Type.String({ minLength: 1 })]),
        given: [],
        want: [
          ['int_type', ['int']],
          ['string_type', ['constrained-str']],
        ],
      },
    ],
    ['a single one beside null', { schema: Type.Union([Cat.schema, Type.Null()]), given: {}, want: [['missing', ['name']]] }],
    ['the one of a numeric tag', { schema: tagged, given: { k: 1, a: 1 }, want: [['none_required', [1, 'a']]] }],
    ['no object at all', { schema: tagged, given: 5, want: [['model_attributes_type', []]] }],
    ['an enumeration', { schema: Type.Enum({ A: 'a', B: 'b' }), given: 'c', want: [['enum', []]] }],
    ['more than one of exactly one', { schema: raw({ oneOf: [{ type: 'integer' }, { type: 'number' }] }), given: 1, want: [['union_ambiguous', []]] }],
    ['nothing but null', { schema: Type.Union([Type.Null()]), given: 1, want: [['none_required', []]] }],
  ];
  for (const [name, { schema, given, want }] of rows)
    t.strictSame(
      collectIssues(schema, given, 'json', []).map(({ type, loc }) => [type, loc]),
      want,
      name,
    );
});

t.test('a recursive union of many levels takes no time that doubles with each', async (t) => {
  const schema = Type.Recursive((This) =>
    Type.Union([Type.Object({ a: Type.Optional(This), x: Type.Integer() }), Type.Object({ a: Type.Optional(This), y: Type.Integer() })]),
  );
  let given: unknown = { z: 1 };
  for (let level = 0; level < 60; level++) given = { a: given };
  t.ok(collectIssues(schema, given, 'json', []).length > 0);
});
