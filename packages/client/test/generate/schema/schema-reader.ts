import t from 'tap';
import { modelsOf, typeOf } from '../../fixtures/generated.js';

type Row = [schema: unknown, type: string, version?: string];

const OTHERS = { Cat: { type: 'object', properties: { name: { type: 'string' } } } };
const CAT = { $ref: '#/components/schemas/Cat' };

const ROWS: Row[] = [
  [{}, 'unknown'],
  [true, 'unknown'],
  [false, 'never'],
  [{ description: 'anything' }, 'unknown'],
  [{ not: { type: 'string' } }, 'unknown'],
  [{ type: 'string', not: { const: 'a' } }, 'string'],
  [{ type: 'string', format: 'date-time' }, 'string'],
  [{ type: 'integer', format: 'int64' }, 'number'],
  [{ type: 'number' }, 'number'],
  [{ type: 'boolean' }, 'boolean'],
  [{ type: 'null' }, 'null'],
  [{ type: 'no such type' }, 'unknown'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: ['string', 'integer', 'number'] }, 'string | number'],
  [{ type: 'string', nullable: true }, 'string | null', '3.0.3'],
  [{ ...CAT, nullable: true }, 'Cat | null', '3.0.3'],
  [{ nullable: true, allOf: [CAT] }, 'Cat | null', '3.0.3'],
  [{ type: 'string', enum: ['a', 'b', 'a', null] }, "'a' | 'b' | null"],
  [{ enum: [1, 2.5, -3, 1e21, true] }, '1 | 2.5 | -3 | 1e21 | true'],
  [{ enum: [{ a: [1] }] }, '{ a: [1]; }'],
  [{ enum: [] }, 'unknown'],
  [{ const: 'it' }, "'it'"],
  [{ const: null }, 'null'],
  [{ const: ["it's", 'say "x"'] }, `["it's", 'say "x"']`],
  [{ oneOf: [{ type: 'string' }, CAT, { type: 'null' }] }, 'string | Cat | null'],
  [{ anyOf: [{ type: 'string' }, { type: 'string', format: 'uuid' }] }, 'string'],
  [{ anyOf: [{ type: 'string' }, {}] }, 'unknown'],
  [{ anyOf: [{ type: 'string' }, { enum: ['a'] }] }, 'string'],
  [
    { type: 'object', properties: { a: { type: 'string' } }, oneOf: [CAT, { type: 'object', properties: { b: { type: 'string' } } }] },
    '( | Cat | { b?: string; } ) & { a?: string; }',
  ],
  [CAT, 'Cat'],
  [{ ...CAT, description: 'A cat' }, 'Cat'],
  [{ ...CAT, properties: { age: { type: 'integer' } } }, 'Cat & { age?: number; }'],
  [{ type: 'string', format: 'binary' }, 'string'],
  [{ type: 'string', contentMediaType: 'image/png' }, 'string'],
  [{ properties: { a: {} } }, '{ a?: unknown; }'],
  [{ items: { type: 'string' } }, 'string[]'],
  [{ pattern: '^a' }, 'string'],
  [{ $ref: '#/components/schemas/Cat/properties/name' }, 'CatName'],
];

t.test('schemas become types', async (t) => {
  for (const [schema, type, version = '3.1.0'] of ROWS) t.equal(await typeOf(schema, { version, others: OTHERS }), type, JSON.stringify(schema));
});

t.test('what refers to itself becomes a type that does', async (t) => {
  const text = await modelsOf({
    Tree: {
      type: 'object',
      properties: {
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        parent: { oneOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] },
      },
    },
  });
  t.equal(text, 'export interface Tree {\n  children?: Tree[];\n  parent?: Tree | null;\n}');
});

t.test('a chain of a thousand references is read', async (t) => {
  const schemas = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [
      `S${index}`,
      { type: 'object', properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 1000}` } } },
    ]),
  );
  t.match(await modelsOf(schemas), 'export interface S999 {\n  next?: S0;\n}');
});
