import t from 'tap';
import { modelsOf, typeOf } from '../../fixtures/generated.js';

const TEXT = { type: 'string' };
const others = {
  Base: { type: 'object', properties: { id: { type: 'integer' }, note: TEXT }, required: ['id'] },
  Counts: { type: 'object', properties: { total: { type: 'integer' } }, additionalProperties: { type: 'integer' } },
};
const BASE = { $ref: '#/components/schemas/Base' };

const ROWS: [schema: object, type: string][] = [
  [{ allOf: [BASE] }, 'Base'],
  [{ allOf: [BASE, { type: 'object', properties: { a: TEXT } }] }, 'Base & { a?: string; }'],
  [{ allOf: [BASE], properties: { a: TEXT }, required: ['a'] }, 'Base & { a: string; }'],
  [{ allOf: [{ properties: { a: TEXT } }, { properties: { b: TEXT } }] }, '{ a?: string; b?: string; }'],
  [{ allOf: [BASE, { required: ['note'] }] }, 'Base & { note: string; }'],
  [{ allOf: [BASE, { properties: { id: { const: 3 } }, required: ['id'] }] }, 'Base & { id: 3; }'],
  [
    { allOf: [{ $ref: '#/components/schemas/Counts' }, { properties: { name: TEXT }, required: ['name'] }] },
    '{ total?: number; name: string; [key: string]: number | string | undefined; }',
  ],
  [{ allOf: [TEXT, { maxLength: 3 }] }, 'string'],
  [{ allOf: [{}, {}] }, 'unknown'],
  [{ allOf: [BASE, { oneOf: [TEXT, { type: 'number' }] }] }, 'Base & (string | number)'],
];

t.test('the parts of a schema are joined', async (t) => {
  for (const [schema, type] of ROWS) t.equal(await typeOf(schema, { others }), type, JSON.stringify(schema));
});

t.test('a base that is the union of those made from it is left out of them', async (t) => {
  const text = await modelsOf({
    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind' } },
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { lives: { type: 'integer' } } }] },
  });
  t.match(text, "export interface Cat {\n  lives?: number;\n  kind: 'Cat';\n}");
});
