import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['nullable', { schema: Type.Union([Type.Integer(), Type.Null()]), given: null, want: null }],
  ['not null', { schema: Type.Union([Type.Integer(), Type.Null()]), given: 1, want: 1 }],
  ['nothing but null', { schema: Type.Union([Type.Null()]), given: 1, want: 'refused' }],
  ['by type', { schema: Type.Union([Type.Integer(), Type.String(), Type.Array(Type.Integer())]), given: [1], want: [1] }],
  [
    'by tag',
    {
      schema: Type.Union([Type.Object({ k: Type.Literal('a'), x: Type.Integer() }), Type.Object({ k: Type.Literal('b'), x: Type.String() })]),
      given: { k: 'b', x: 'y' },
      want: { k: 'b', x: 'y' },
    },
  ],
  [
    'by a tag of several values',
    {
      schema: Type.Union([Type.Object({ k: Type.Union([Type.Literal('a'), Type.Literal('c')]) }), Type.Object({ k: Type.Literal('b'), x: Type.String() })]),
      given: { k: 'c', x: 1 },
      want: { k: 'c' },
    },
  ],
  [
    'no such tag',
    { schema: Type.Union([Type.Object({ k: Type.Literal('a') }), Type.Object({ k: Type.Literal('b') })]), given: { k: 'toString' }, want: 'refused' },
  ],
  [
    'what another branch declares is dropped',
    {
      schema: Type.Union([Type.Object({ k: Type.Literal('a') }), Type.Object({ k: Type.Literal('b'), secret: Type.Any() })]),
      given: { k: 'a', secret: 1 },
      want: { k: 'a' },
    },
  ],
  [
    'the branch that declares most',
    { schema: Type.Union([Type.Object({ a: Type.Any() }), Type.Object({ a: Type.Any(), b: Type.Any() })]), given: { a: 1, b: 2 }, want: { a: 1, b: 2 } },
  ],
  [
    'or the next that fits',
    { schema: Type.Union([Type.Object({ a: Type.Any() }), Type.Object({ a: Type.Any(), b: Type.Integer() })]), given: { a: 1, b: 'x' }, want: { a: 1 } },
  ],
  ['exactly one', { schema: Type.Unsafe({ oneOf: [{ type: 'integer' }, { type: 'string' }] }), given: 'a', want: 'a' }],
  ['more than one', { schema: Type.Unsafe({ oneOf: [{ type: 'integer' }, { type: 'number' }] }), given: 1, want: 'refused' }],
  ['null twice', { schema: Type.Unsafe({ oneOf: [{ type: 'null' }, { type: ['null', 'string'] }] }), given: null, want: 'refused' }],
  ['in text the first that fits', { schema: Type.Union([Type.String(), Type.Integer()]), given: '5', mode: 'text', want: '5' }],
  [
    'a tag in text',
    {
      schema: Type.Union([Type.Object({ k: Type.Literal('a'), x: Type.Integer() }), Type.Object({ k: Type.Literal('b') })]),
      given: { k: ['b', 'a'], x: '1' },
      mode: 'text',
      want: { k: 'a', x: 1 },
    },
  ],
  ['codecs beside texts', { schema: Type.Union([Type.DateTime(), Type.String()]), given: 'x', want: 'x' }],
];

t.test('reads values of one schema or another', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
