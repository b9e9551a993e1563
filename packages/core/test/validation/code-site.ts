import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['several types', { schema: Type.Unsafe({ type: ['integer', 'string'] }), given: 'a', want: 'a' }],
  ['none of several types', { schema: Type.Unsafe({ type: ['integer', 'string'] }), given: true, want: 'refused' }],
  ['a nullable type', { schema: Type.Unsafe({ type: ['integer', 'null'] }), given: null, want: null }],
  ['keywords without a type', { schema: Type.Unsafe({ minLength: 2 }), given: 5, want: 5 }],
  ['that refuse', { schema: Type.Unsafe({ minLength: 2 }), given: 'a', want: 'refused' }],
  ['false', { schema: Type.Unsafe({ type: 'object', properties: { a: false } }), given: { a: 1 }, want: 'refused' }],
  ['false, not there', { schema: Type.Unsafe({ type: 'object', properties: { a: false } }), given: {}, want: {} }],
];

t.test('leaves to the interpreter what it does not write itself', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
