import t from 'tap';
import { Frame } from '#src/validation/reference.js';
import type { SchemaNode } from '#src/validation/reference.js';

const leaf = { type: 'integer' };

t.test('finds what a reference leads to', async (t) => {
  const rows: [string, { schema: Record<string, unknown>; reference: string; want: SchemaNode | undefined }][] = [
    ['a definition by pointer', { schema: { $defs: { a: leaf } }, reference: '#/$defs/a', want: leaf }],
    ['a definition by name', { schema: { $defs: { a: leaf } }, reference: 'a', want: leaf }],
    ['an older definition', { schema: { definitions: { a: leaf } }, reference: '#/definitions/a', want: leaf }],
    ['an escaped name', { schema: { $defs: { 'a/b~c d': leaf } }, reference: '#/$defs/a~1b~0c%20d', want: leaf }],
    ['an id somewhere inside', { schema: { properties: { x: { $id: 'X', ...leaf } } }, reference: 'X', want: { $id: 'X', ...leaf } }],
    ['an anchor', { schema: { properties: { x: { $anchor: 'x', ...leaf } } }, reference: '#x', want: { $anchor: 'x', ...leaf } }],
    ['true and false', { schema: { $defs: { a: false } }, reference: '#/$defs/a', want: false }],
    ['nothing', { schema: { $defs: {} }, reference: '#/$defs/a', want: undefined }],
    ['what every object inherits', { schema: { $defs: {} }, reference: '#/$defs/constructor', want: undefined }],
    ['what is no schema', { schema: { $defs: { a: 'x' } }, reference: '#/$defs/a', want: undefined }],
    ['a broken escape', { schema: { $defs: {} }, reference: '#/%zz', want: undefined }],
  ];
  for (const [name, { schema, reference, want }] of rows) t.strictSame(new Frame(schema).resolve(reference)?.schema, want, name);
});

t.test('the enclosing schema of an id is the one that is meant', async (t) => {
  const [one, two] = [1, 2].map((minimum) => ({ $id: 'Node', minimum, properties: { next: { $ref: 'Node' } } }));
  const root = new Frame({ properties: { one, two } });
  t.equal(root.enter(two as Record<string, unknown>).resolve('Node')?.schema, two);
  t.equal(root.enter(one as Record<string, unknown>).resolve('Node')?.schema, one);
  t.equal(root.enter(one as Record<string, unknown>).resolve('#')?.schema, one);
});

t.test('the frame of the same schema is the same', async (t) => {
  const inner = { $id: 'A' };
  const frame = new Frame({});
  t.equal(frame.enter(inner), frame.enter(inner));
  t.equal(frame.enter({ type: 'string' }), frame, 'what cannot be referred to needs none');
});
