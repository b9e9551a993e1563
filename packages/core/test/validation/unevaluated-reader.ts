import t from 'tap';
import { Type } from '#src/schema/type.js';
import { readBoth } from '../fixtures/read-both.js';
import type { ReadingRow } from '../fixtures/read-both.js';

const rows: ReadingRow[] = [
  [
    'refused',
    {
      schema: Type.Intersect([Type.Object({ a: Type.Any() }), Type.Object({ b: Type.Any() })], { unevaluatedProperties: false }),
      given: { a: 1, b: 2, c: 3 },
      want: 'refused',
    },
  ],
  [
    'nothing there',
    {
      schema: Type.Intersect([Type.Object({ a: Type.Any() }), Type.Object({ b: Type.Any() })], { unevaluatedProperties: false }),
      given: { a: 1, b: 2 },
      want: { a: 1, b: 2 },
    },
  ],
  [
    'by a schema',
    {
      schema: Type.Unsafe({ allOf: [{ type: 'object', properties: { a: {} } }], unevaluatedProperties: { type: 'integer' } }),
      given: { a: 'x', b: 2 },
      want: { a: 'x', b: 2 },
    },
  ],
  [
    'that does not fit',
    {
      schema: Type.Unsafe({ allOf: [{ type: 'object', properties: { a: {} } }], unevaluatedProperties: { type: 'integer' } }),
      given: { b: 'x' },
      want: 'refused',
    },
  ],
  [
    'a branch that holds has looked',
    {
      schema: Type.Unsafe({
        anyOf: [
          { type: 'object', properties: { a: { const: 1 } }, required: ['a'] },
          { type: 'object', properties: { b: {} } },
        ],
        unevaluatedProperties: false,
      }),
      given: { a: 1 },
      want: { a: 1 },
    },
  ],
  [
    'a branch that does not hold has not',
    {
      schema: Type.Unsafe({
        anyOf: [
          { type: 'object', properties: { a: { const: 1 } }, required: ['a'] },
          { type: 'object', properties: { b: {} } },
        ],
        unevaluatedProperties: false,
      }),
      given: { a: 2 },
      want: 'refused',
    },
  ],
  [
    'a referred schema has looked',
    {
      schema: Type.Unsafe({ $defs: { x: { type: 'object', properties: { a: {} } } }, $ref: '#/$defs/x', unevaluatedProperties: false }),
      given: { a: 1 },
      want: { a: 1 },
    },
  ],
  [
    'a condition has looked',
    {
      schema: Type.Unsafe({
        type: 'object',
        properties: { a: {} },
        if: { properties: { a: { const: 1 } }, required: ['a'] },
        then: { properties: { b: {} } },
        unevaluatedProperties: false,
      }),
      given: { a: 1, b: 2 },
      want: { a: 1, b: 2 },
    },
  ],
];

t.test('reads what no part of an intersection has looked at', async (t) => {
  for (const [name, { schema, given, mode, want }] of rows) t.strictSame(readBoth(schema, given, mode), want, name);
});
