import t from 'tap';
import { toAsyncApiSchema } from '#src/asyncapi/asyncapi-schema.js';
import type { SchemaObject } from '#src/reference.js';

const ROWS: readonly (readonly [name: string, given: SchemaObject, want: SchemaObject])[] = [
  ['what both know stays', { type: ['string', 'null'], maxLength: 3 }, { type: ['string', 'null'], maxLength: 3 }],
  ['a reference alone stays', { $ref: '#/a' }, { $ref: '#/a' }],
  ['draft 7 ignores what stands beside a reference', { $ref: '#/a', description: 'x' }, { description: 'x', allOf: [{ $ref: '#/a' }] }],
  [
    'a discriminator is a name',
    { oneOf: [{ $ref: '#/a' }], discriminator: { propertyName: 'kind', mapping: { a: '#/a' } } },
    { oneOf: [{ $ref: '#/a' }], discriminator: 'kind' },
  ],
  [
    'a tuple is a list of items',
    { type: 'array', prefixItems: [{ type: 'string' }], items: false },
    { type: 'array', items: [{ type: 'string' }], additionalItems: false },
  ],
  [
    'at every depth, but not in values',
    { properties: { discriminator: { $ref: '#/a', title: 'x' } }, default: { discriminator: { propertyName: 'kind' } } },
    { properties: { discriminator: { title: 'x', allOf: [{ $ref: '#/a' }] } }, default: { discriminator: { propertyName: 'kind' } } },
  ],
];

for (const [name, given, want] of ROWS) {
  t.test(name, (t) => {
    t.strictSame(toAsyncApiSchema(given), want);
    t.end();
  });
}
