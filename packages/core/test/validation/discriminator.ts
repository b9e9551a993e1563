import t from 'tap';
import { discriminatorOf, findDiscriminator } from '#src/validation/discriminator.js';
import { Frame } from '#src/validation/reference.js';
import type { SchemaNode } from '#src/validation/reference.js';

const branch = (properties: Record<string, SchemaNode>, required = Object.keys(properties)): SchemaNode => ({ type: 'object', properties, required });
const find = (schema: Record<string, unknown>, branches: SchemaNode[]) => findDiscriminator(schema, branches, new Frame(schema));

t.test('finds the property that tells branches apart', async (t) => {
  const rows: [string, { branches: SchemaNode[]; schema?: Record<string, unknown>; want: string | undefined }][] = [
    ['constants', { branches: [branch({ k: { const: 'a' } }), branch({ k: { const: 'b' } })], want: 'k' }],
    ['several constants', { branches: [branch({ k: { enum: ['a', 'b'] } }), branch({ k: { const: 'c' } })], want: 'k' }],
    ['the second property', { branches: [branch({ x: {}, k: { const: 1 } }), branch({ x: {}, k: { const: 2 } })], want: 'k' }],
    [
      'the declared one of two',
      {
        schema: { discriminator: { propertyName: 'l' } },
        branches: [branch({ k: { const: 1 }, l: { const: 1 } }), branch({ k: { const: 2 }, l: { const: 2 } })],
        want: 'l',
      },
    ],
    ['by reference', { schema: { $defs: { A: branch({ k: { const: 'a' } }) } }, branches: [{ $ref: '#/$defs/A' }, branch({ k: { const: 'b' } })], want: 'k' }],
    ['the same constant twice', { branches: [branch({ k: { const: 'a' } }), branch({ k: { const: 'a' } })], want: undefined }],
    ['not required', { branches: [branch({ k: { const: 'a' } }, []), branch({ k: { const: 'b' } })], want: undefined }],
    ['with a default', { branches: [branch({ k: { const: 'a', default: 'a' } }), branch({ k: { const: 'b' } })], want: undefined }],
    ['an object is no tag', { branches: [branch({ k: { const: {} } }), branch({ k: { const: 'b' } })], want: undefined }],
    ['a single branch', { branches: [branch({ k: { const: 'a' } })], want: undefined }],
    ['a branch that is no object', { branches: [branch({ k: { const: 'a' } }), { type: 'string' }], want: undefined }],
  ];
  for (const [name, { schema = {}, branches, want }] of rows) t.equal(find(schema, branches)?.property, want, name);
});

t.test('knows the branch of each tag', async (t) => {
  const found = find({}, [branch({ k: { enum: ['a', 'b'] } }), branch({ k: { const: 3 } })]);
  t.strictSame(
    [...(found?.branches ?? [])],
    [
      ['a', 0],
      ['b', 0],
      [3, 1],
    ],
  );
});

t.test('looks once for each union', async (t) => {
  const branches = [branch({ k: { const: 1 } }), branch({ k: { const: 2 } })];
  const frame = new Frame({});
  t.equal(discriminatorOf({}, branches, branches, frame), discriminatorOf({}, branches, branches, frame));
});
