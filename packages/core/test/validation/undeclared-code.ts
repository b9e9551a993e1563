import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['by a schema', { schema: Type.Object({ a: Type.Integer() }, { additionalProperties: Type.String() }), given: { a: 1, b: 'x' }, want: { a: 1, b: 'x' } }],
  ['that does not fit', { schema: Type.Object({ a: Type.Integer() }, { additionalProperties: Type.String() }), given: { a: 1, b: 2 }, want: 'refused' }],
  [
    'by the pattern of its name',
    { schema: Type.Unsafe({ type: 'object', patternProperties: { '^x-': { type: 'integer' } } }), given: { 'x-a': 1, b: 2 }, want: { 'x-a': 1 } },
  ],
  [
    'by pattern or otherwise',
    {
      schema: Type.Unsafe({ type: 'object', patternProperties: { '^x-': { type: 'integer' } }, additionalProperties: { type: 'string' } }),
      given: { 'x-a': 1, b: 'c' },
      want: { 'x-a': 1, b: 'c' },
    },
  ],
  [
    'by pattern or not at all',
    { schema: Type.Unsafe({ type: 'object', patternProperties: { '^x-': {} }, additionalProperties: false }), given: { b: 1 }, want: 'refused' },
  ],
  [
    'a property that has a pattern too',
    {
      schema: Type.Unsafe({ type: 'object', properties: { ab: { type: 'integer' } }, patternProperties: { '^a': { minimum: 3 } } }),
      given: { ab: 1 },
      want: 'refused',
    },
  ],
  [
    'two patterns',
    { schema: Type.Unsafe({ type: 'object', patternProperties: { '^a': { type: 'integer' }, b$: { minimum: 3 } } }), given: { ab: 3 }, want: { ab: 3 } },
  ],
  ['a record', { schema: Type.Record(Type.String(), Type.Integer()), given: { a: 1 }, want: { a: 1 } }],
  ['a record of integers', { schema: Type.Record(Type.Integer(), Type.Integer()), given: { a: 1 }, want: 'refused' }],
  ['constructor stays away', { schema: Type.Record(Type.String(), Type.Unknown()), given: JSON.parse('{"constructor":1,"a":2}'), want: { a: 2 } }],
  [
    'many declared names',
    {
      schema: Type.Object(Object.fromEntries(Array.from('abcdefghij', (name) => [name, Type.Optional(Type.Integer())])), { additionalProperties: false }),
      given: { j: 1 },
      want: { j: 1 },
    },
  ],
  [
    'none of many',
    {
      schema: Type.Object(Object.fromEntries(Array.from('abcdefghij', (name) => [name, Type.Optional(Type.Integer())])), { additionalProperties: false }),
      given: { k: 1 },
      want: 'refused',
    },
  ],
];

t.test('reads what no property declares', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
