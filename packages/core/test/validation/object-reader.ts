import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';

t.test('says which properties are wrong, and why an object is', async (t) => {
  const raw = (schema: Record<string, unknown>): TSchema => Type.Unsafe(schema);
  const rows: [string, { schema: TSchema; given: unknown; want: [string, (string | number)[]][] }][] = [
    [
      'all that are missing',
      {
        schema: Type.Object({ a: Type.Integer(), b: Type.Integer() }),
        given: {},
        want: [
          ['missing', ['a']],
          ['missing', ['b']],
        ],
      },
    ],
    ['one that is asked for but not described', { schema: raw({ type: 'object', properties: {}, required: ['x'] }), given: {}, want: [['missing', ['x']]] }],
    [
      'one that another asks for',
      { schema: raw({ type: 'object', properties: { a: {} }, dependentRequired: { a: ['b'] } }), given: { a: 1 }, want: [['missing', ['b']]] },
    ],
    [
      'deep inside',
      {
        schema: Type.Object({ a: Type.Array(Type.Object({ b: Type.Null() })) }),
        given: { a: [{ b: null }, { b: 1 }] },
        want: [['none_required', ['a', 1, 'b']]],
      },
    ],
    [
      'each that is forbidden',
      {
        schema: Type.Object({}, { additionalProperties: false }),
        given: { a: 1, b: 2 },
        want: [
          ['extra_forbidden', ['a']],
          ['extra_forbidden', ['b']],
        ],
      },
    ],
    [
      'declared and undeclared ones together',
      {
        schema: Type.Object({ a: Type.Null() }, { additionalProperties: false }),
        given: { a: 1, b: 2 },
        want: [
          ['none_required', ['a']],
          ['extra_forbidden', ['b']],
        ],
      },
    ],
    ['the value of a record', { schema: Type.Record(Type.String(), Type.Null()), given: { a: 1 }, want: [['none_required', ['a']]] }],
    [
      'the key of a record',
      { schema: Type.Record(Type.String({ pattern: '^a' }), Type.Null()), given: { b: null }, want: [['string_pattern_mismatch', ['b', '[key]']]] },
    ],
    [
      'the key of a record and its value',
      {
        schema: Type.Record(Type.Integer(), Type.Null()),
        given: { b: 1 },
        want: [
          ['int_parsing', ['b', '[key]']],
          ['none_required', ['b']],
        ],
      },
    ],
    [
      'a name',
      { schema: raw({ type: 'object', propertyNames: { type: 'string', maxLength: 1 } }), given: { ab: 1 }, want: [['string_too_long', ['ab', '[key]']]] },
    ],
    ['too few', { schema: Type.Object({}, { minProperties: 1 }), given: {}, want: [['too_short', []]] }],
    ['too many', { schema: Type.Object({}, { maxProperties: 1, additionalProperties: true }), given: { a: 1, b: 2 }, want: [['too_long', []]] }],
    [
      'a property of two schemas',
      {
        schema: raw({ type: 'object', properties: { ab: { type: 'integer' } }, patternProperties: { '^a': { minimum: 3 } } }),
        given: { ab: 1 },
        want: [['greater_than_equal', ['ab']]],
      },
    ],
  ];
  for (const [name, { schema, given, want }] of rows)
    t.strictSame(
      collectIssues(schema, given, 'json', []).map(({ type, loc }) => [type, loc]),
      want,
      name,
    );
});
