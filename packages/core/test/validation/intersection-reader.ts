import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  [
    'each brings its properties',
    {
      schema: Type.Intersect([Type.Object({ a: Type.Integer() }), Type.Object({ b: Type.DateTime() })]),
      given: { a: 1, b: '2024-01-01T00:00:00Z', c: 1 },
      want: { a: 1, b: new Date('2024-01-01T00:00:00Z') },
    },
  ],
  [
    'one of them refuses',
    { schema: Type.Intersect([Type.Object({ a: Type.Integer() }), Type.Object({ a: Type.Integer({ minimum: 2 }) })]), given: { a: 1 }, want: 'refused' },
  ],
  [
    'limits bring no shape',
    { schema: Type.Unsafe({ allOf: [{ type: 'object', properties: { a: {} } }, { minProperties: 1 }] }), given: { a: 1, b: 2 }, want: { a: 1 } },
  ],
  ['only limits: everything stays', { schema: Type.Unsafe({ allOf: [{ minProperties: 1 }] }), given: { a: 1, b: { c: 2 } }, want: { a: 1, b: { c: 2 } } }],
  ['not', { schema: Type.Unsafe({ type: 'integer', not: { const: 3 } }), given: 3, want: 'refused' }],
  ['not that', { schema: Type.Unsafe({ type: 'integer', not: { const: 3 } }), given: 4, want: 4 }],
  [
    'if and then',
    { schema: Type.Unsafe({ if: { properties: { a: { const: 1 } }, required: ['a'] }, then: { required: ['b'] } }), given: { a: 1 }, want: 'refused' },
  ],
  [
    'a name that one part requires and none describes',
    {
      schema: Type.Unsafe({ type: 'object', allOf: [{ properties: { a: { type: 'object', properties: {} } } }, { properties: {}, required: ['a', 'b'] }] }),
      given: { a: { secret: 1 }, b: 2, c: 3 },
      want: { a: {}, b: 2 },
    },
  ],
  [
    'tuples of different length',
    { schema: Type.Unsafe({ allOf: [{ prefixItems: [{}, {}] }, { prefixItems: [{ type: 'integer' }] }] }), given: [1, 2, 3], want: [1, 2] },
  ],
  ['if not', { schema: Type.Unsafe({ if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } }), given: { c: 1 }, want: { c: 1 } }],
  [
    'where a property is there',
    { schema: Type.Unsafe({ type: 'object', additionalProperties: true, dependentSchemas: { a: { required: ['b'] } } }), given: { a: 1 }, want: 'refused' },
  ],
  [
    'where it is not',
    { schema: Type.Unsafe({ type: 'object', additionalProperties: true, dependentSchemas: { a: { required: ['b'] } } }), given: { c: 1 }, want: { c: 1 } },
  ],
  [
    'beside a union',
    {
      schema: Type.Unsafe({ type: 'object', properties: { a: { type: 'integer' } }, anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
      given: { a: 1 },
      want: { a: 1 },
    },
  ],
  ['a coercion is kept', { schema: Type.Unsafe({ allOf: [{ type: 'integer' }, { minimum: 3 }] }), given: '3', mode: 'text', want: 3 }],
  [
    'items of lists',
    {
      schema: Type.Unsafe({
        allOf: [
          { type: 'array', items: { type: 'object', properties: { a: {} } } },
          { type: 'array', items: { type: 'object', properties: { b: {} } } },
        ],
      }),
      given: [{ a: 1, b: 2, c: 3 }],
      want: [{ a: 1, b: 2 }],
    },
  ],
];

t.test('reads what several schemas describe at once', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
