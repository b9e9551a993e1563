import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';

const twoPlaces = Type.Tuple([Type.Integer(), Type.String()]);

t.test('says which items are wrong, and why a list is', async (t) => {
  const rows: [string, { schema: TSchema; given: unknown; want: [string, (string | number)[]][] }][] = [
    [
      'every wrong item',
      {
        schema: Type.Array(Type.Boolean()),
        given: [1, true, 2],
        want: [
          ['bool_type', [0]],
          ['bool_parsing', [2]],
        ],
      },
    ],
    ['no tuple', { schema: twoPlaces, given: 1, want: [['tuple_type', []]] }],
    [
      'both places missing',
      {
        schema: twoPlaces,
        given: [],
        want: [
          ['missing', [0]],
          ['missing', [1]],
        ],
      },
    ],
    ['a place too many', { schema: twoPlaces, given: [1, 'a', 2], want: [['too_long', []]] }],
    ['wrong items and too few of them', { schema: Type.Array(Type.Integer(), { minItems: 3 }), given: ['x'], want: [['int_parsing', [0]]] }],
    ['too many: the items are not looked at', { schema: Type.Array(Type.Integer(), { maxItems: 1 }), given: ['x', 'y'], want: [['too_long', []]] }],
    ['too few that contain', { schema: Type.Array(Type.Any(), { contains: Type.Integer(), minContains: 2 }), given: [1], want: [['contains_too_few', []]] }],
    [
      'too many that contain',
      { schema: Type.Array(Type.Any(), { contains: Type.Integer(), maxContains: 1 }), given: [1, 2], want: [['contains_too_many', []]] },
    ],
    [
      'repeated objects, whatever the order of keys',
      {
        schema: Type.Array(Type.Any(), { uniqueItems: true }),
        given: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
        want: [['unique_items', []]],
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

t.test('ten thousand objects are compared in a moment', async (t) => {
  const given = Array.from({ length: 10_000 }, (_, index) => ({ index }));
  t.strictSame(collectIssues(Type.Array(Type.Object({ index: Type.Integer() }), { uniqueItems: true }), given, 'json', []), []);
});
