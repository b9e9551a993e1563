import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['a scalar', { schema: Type.Object({ a: Type.Integer({ default: 3 }) }), given: {}, want: { a: 3 } }],
  ['null', { schema: Type.Object({ a: Type.Union([Type.String(), Type.Null()], { default: null }) }), given: {}, want: { a: null } }],
  ['an empty list', { schema: Type.Object({ a: Type.Array(Type.Any(), { default: [] }) }), given: {}, want: { a: [] } }],
  ['-0', { schema: Type.Object({ a: Type.Number({ default: -0 }) }), given: {}, want: { a: -0 } }],
  ['a date as text', { schema: Type.Object({ a: Type.Date({ default: '2024-01-01T00:00:00Z' }) }), given: {}, want: { a: new Date('2024-01-01T00:00:00Z') } }],
  ['a date', { schema: Type.Object({ a: Type.Date({ default: new Date(5) }) }), given: {}, want: { a: new Date(5) } }],
  ['a whole', { schema: Type.Integer({ default: 4 }), given: undefined, want: 4 }],
  ['defaults within a default', { schema: Type.Object({ a: Type.Integer({ default: 1 }) }, { default: {} }), given: undefined, want: { a: 1 } }],
  ['in text, a default is not a text', { schema: Type.Object({ a: Type.Integer({ default: 3 }) }), given: {}, mode: 'text', want: { a: 3 } }],
];

t.test('fills in what was not sent', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
