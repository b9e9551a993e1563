import { Type } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { SchemaRegistry } from '#src/components-object.js';
import type { Form } from '#src/reference.js';
import { toAnnotations, toKeywords } from '#src/schema-keywords.js';
import { createSchemaContext } from '#src/schema-object.js';

function write(schema: object, form: Form = 'input'): unknown {
  const problems = new ProblemList();
  return toKeywords(schema as Record<string, unknown>, form, createSchemaContext(new SchemaRegistry(problems), problems, 'Test'));
}

t.test('writes keywords of older drafts and of OpenAPI 3.0 as JSON Schema 2020-12 has them', (t) => {
  const rows: readonly [name: string, given: object, want: unknown][] = [
    ['a nullable type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['a nullable union', { anyOf: [{ type: 'string' }], nullable: true }, { anyOf: [{ anyOf: [{ type: 'string' }] }, { type: 'null' }] }],
    ['an example', { example: 1 }, { examples: [1] }],
    ['a list of items', { items: [{ type: 'string' }], additionalItems: false }, { prefixItems: [{ type: 'string' }], items: false }],
    ['a default that is made each time', { default: () => 1 }, {}],
    ['extensions', { 'x-order': 1, unknownKeyword: 2, $id: 'a' }, { 'x-order': 1 }],
    ['conditions', { if: { type: 'string' }, then: false }, { if: { type: 'string' }, then: false }],
  ];
  for (const [name, given, want] of rows) t.strictSame(write(given), want, name);
  t.end();
});

t.test('shows read-only properties in answers and write-only ones in requests', (t) => {
  const schema = Type.Object({ id: Type.Integer({ readOnly: true }), password: Type.String({ writeOnly: true }), name: Type.String() });
  t.match(write(schema, 'input'), { required: ['password', 'name'] });
  t.match(write(schema, 'output'), { required: ['id', 'name'] });
  t.notOk('id' in (write(schema, 'input') as { properties: object }).properties);
  t.end();
});

t.test('takes for annotations what changes nothing of what fits', (t) => {
  t.strictSame(toAnnotations({ title: 'a', minLength: 1, default: 'b', 'x-a': 1, description: undefined }), { title: 'a', default: 'b', 'x-a': 1 });
  t.end();
});
