import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['items', { schema: Type.Array(Type.Integer()), given: [1, 2], want: [1, 2] }],
  ['an item that does not fit', { schema: Type.Array(Type.Integer()), given: [1, 'x'], want: 'refused' }],
  ['no list', { schema: Type.Array(Type.Integer()), given: { length: 0 }, want: 'refused' }],
  ['undefined', { schema: Type.Array(Type.Integer()), given: [1, undefined, 3], want: 'refused' }],
  ['open items are copied without __proto__', { schema: Type.Array(Type.Any()), given: [JSON.parse('{"__proto__":{}}')], want: [{}] }],
  ['exactly enough', { schema: Type.Array(Type.Any(), { minItems: 1, maxItems: 1 }), given: [1], want: [1] }],
  ['too few', { schema: Type.Array(Type.Any(), { minItems: 1 }), given: [], want: 'refused' }],
  ['too many', { schema: Type.Array(Type.Any(), { maxItems: 1 }), given: [1, 2], want: 'refused' }],
  [
    'repeated',
    {
      schema: Type.Array(Type.Object({}, { additionalProperties: true }), { uniqueItems: true }),
      given: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      want: 'refused',
    },
  ],
  ['repeated once read', { schema: Type.Array(Type.Integer(), { uniqueItems: true }), given: ['1', '1.0'], mode: 'text', want: 'refused' }],
  ['not repeated', { schema: Type.Array(Type.Any(), { uniqueItems: true }), given: [1, '1', true, null], want: [1, '1', true, null] }],
  ['contains enough', { schema: Type.Unsafe({ type: 'array', contains: { const: 1 }, minContains: 2 }), given: [1, 2, 1], want: [1, 2, 1] }],
  ['contains too few', { schema: Type.Unsafe({ type: 'array', contains: { const: 1 }, minContains: 2 }), given: [1, 2], want: 'refused' }],
  ['contains too many', { schema: Type.Unsafe({ type: 'array', contains: { const: 1 }, maxContains: 1 }), given: [1, 1], want: 'refused' }],
  [
    'places',
    { schema: Type.Unsafe({ type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string' } }), given: [1, 'a', 'b'], want: [1, 'a', 'b'] },
  ],
  ['places may be left out', { schema: Type.Unsafe({ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] }), given: [1], want: [1] }],
  ['what no place describes is dropped', { schema: Type.Unsafe({ type: 'array', prefixItems: [{ type: 'integer' }] }), given: [1, { a: 1 }], want: [1] }],
  ['a place that nothing fits', { schema: Type.Unsafe({ type: 'array', prefixItems: [false] }), given: [1], want: 'refused' }],
  ['what is dropped is compared too', { schema: Type.Unsafe({ type: 'array', prefixItems: [{}], uniqueItems: true }), given: [1, 2, 2], want: 'refused' }],
  ['nothing beyond the places', { schema: Type.Unsafe({ type: 'array', prefixItems: [{ type: 'integer' }], items: false }), given: [1, 2], want: 'refused' }],
  ["TypeBox's tuples", { schema: Type.Tuple([Type.Integer(), Type.String()]), given: [1], want: 'refused' }],
  ['the empty tuple', { schema: Type.Tuple([]), given: [], want: [] }],
  ['a single text is a list of one', { schema: Type.Array(Type.Boolean()), given: 'yes', mode: 'text', want: [true] }],
  ['items are decoded', { schema: Type.Array(Type.BigInt()), given: ['1'], want: [1n] }],
];

t.test('reads lists', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
