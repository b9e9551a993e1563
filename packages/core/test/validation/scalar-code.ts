import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  ['between the lengths', { schema: Type.String({ minLength: 2, maxLength: 3 }), given: 'ab', want: 'ab' }],
  ['pairs of surrogates are one character', { schema: Type.String({ minLength: 2 }), given: '😀', want: 'refused' }],
  ['and do not make a text too long', { schema: Type.String({ maxLength: 2 }), given: '😀😀', want: '😀😀' }],
  ['far too long', { schema: Type.String({ maxLength: 2 }), given: 'abcde', want: 'refused' }],
  ['a format', { schema: Type.String({ format: 'date' }), given: '2024-02-30', want: 'refused' }],
  ['a format of numbers', { schema: Type.Integer({ format: 'int32' }), given: 2147483648, want: 'refused' }],
  ['a format of texts says nothing of numbers', { schema: Type.Integer({ format: 'date' }), given: 5, want: 5 }],
  ['exclusive limits', { schema: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), given: 0.5, want: 0.5 }],
  ['on an exclusive limit', { schema: Type.Number({ exclusiveMinimum: 0 }), given: 0, want: 'refused' }],
  ['limits include themselves', { schema: Type.Integer({ minimum: 1, maximum: 1 }), given: 1, want: 1 }],
  ['Infinity', { schema: Type.Number(), given: Infinity, want: 'refused' }],
  ['fractions in decimal', { schema: Type.Number({ multipleOf: 0.1 }), given: 0.3, want: 0.3 }],
  ['a fraction between', { schema: Type.Number({ multipleOf: 0.1 }), given: 0.35, want: 'refused' }],
  ['a boolean', { schema: Type.Boolean(), given: false, want: false }],
  ['0 is no boolean in JSON', { schema: Type.Boolean(), given: 0, want: 'refused' }],
  ['0 is one in text', { schema: Type.Boolean(), given: '0', mode: 'text', want: false }],
  ['null', { schema: Type.Null(), given: null, want: null }],
  ['many constants', { schema: Type.Union(Array.from({ length: 20 }, (_, index) => Type.Literal(index))), given: 19, want: 19 }],
  ['none of many', { schema: Type.Union(Array.from({ length: 20 }, (_, index) => Type.Literal(index))), given: 20, want: 'refused' }],
  ['a constant of another type', { schema: Type.Literal(1), given: '1', want: 'refused' }],
  ['a constant in text', { schema: Type.Literal(1), given: '1', mode: 'text', want: 1 }],
  ['a constant object', { schema: Type.Unsafe({ const: { a: [1] } }), given: { a: [1] }, want: { a: [1] } }],
  ['constants of one type only', { schema: Type.Unsafe({ type: 'string', enum: ['a', 1] }), given: 1, want: 'refused' }],
  ['never', { schema: Type.Never(), given: 1, want: 'refused' }],
  ['-0 is 0 in text', { schema: Type.Integer(), given: '-0', mode: 'text', want: 0 }],
];

t.test('reads texts, numbers, booleans and constants', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
