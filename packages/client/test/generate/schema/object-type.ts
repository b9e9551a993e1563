import t from 'tap';
import { typeOf } from '../../fixtures/generated.js';

const TEXT = { type: 'string' };

const ROWS: [schema: object, type: string][] = [
  [{ type: 'object' }, '{ [key: string]: unknown; }'],
  [{ type: 'object', additionalProperties: true }, '{ [key: string]: unknown; }'],
  [{ type: 'object', additionalProperties: false }, '{ [key: string]: never; }'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, '{ [key: string]: number; }'],
  [{ type: 'object', properties: {}, additionalProperties: false }, '{}'],
  [{ type: 'object', properties: { a: TEXT }, required: ['a'] }, '{ a: string; }'],
  [{ type: 'object', properties: { a: TEXT }, additionalProperties: false }, '{ a?: string; }'],
  [{ type: 'object', properties: { a: TEXT }, additionalProperties: true }, '{ a?: string; [key: string]: unknown; }'],
  [{ type: 'object', properties: { a: TEXT }, required: ['a'], additionalProperties: { type: 'integer' } }, '{ a: string; [key: string]: number | string; }'],
  [{ type: 'object', properties: { a: TEXT }, additionalProperties: { type: 'integer' } }, '{ a?: string; [key: string]: number | string | undefined; }'],
  [{ type: 'object', patternProperties: { '^x-': TEXT }, additionalProperties: false }, '{ [key: string]: string; }'],
  [
    { type: 'object', properties: { 'a-b': TEXT, 'c d': TEXT, __proto__x: TEXT, delete: TEXT, 1: TEXT, ß: TEXT } },
    "{ 1?: string; 'a-b'?: string; 'c d'?: string; __proto__x?: string; delete?: string; ß?: string; }",
  ],
];

t.test('objects become types, further properties with what TypeScript demands of them', async (t) => {
  for (const [schema, type] of ROWS) t.equal(await typeOf(schema), type, JSON.stringify(schema));
});

t.test('a referenced schema may be read-only, too', async (t) => {
  const others = { Id: { type: 'integer', readOnly: true, writeOnly: false } };
  t.equal(
    await typeOf({ type: 'object', properties: { id: { $ref: '#/components/schemas/Id' }, secret: { type: 'string', writeOnly: true } } }, { others }),
    '{ id?: Id; }',
  );
});
