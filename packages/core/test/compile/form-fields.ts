import t from 'tap';
import { compileFormReader } from '#src/compile/form-fields.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';

function reader(name: string | undefined, schema: TSchema, required = true) {
  return compileFormReader({ in: 'form', name, schema, required, options: {}, by: 'route', place: 'A.b' });
}

t.test('reads a field; one that was sent empty is one that was left out', (t) => {
  const rows = [
    [Type.String(), { a: 'x' }, 'x'],
    [Type.String(), { a: ['x', 'y'] }, ['x', 'y']],
    [Type.String(), { a: '' }, undefined],
    [Type.String(), { a: ['x', ''] }, undefined],
    [Type.String(), {}, undefined],
    [Type.String(), undefined, undefined],
    [Type.Array(Type.String()), { a: '' }, ''],
    [Type.Array(Type.String()), { a: ['', 'x'] }, ['', 'x']],
    [Type.Union([Type.Array(Type.String()), Type.Null()]), { a: ['', 'x'] }, ['', 'x']],
  ] as const;
  for (const [schema, fields, want] of rows) t.strictSame(reader('a', schema)(fields), want, JSON.stringify(fields));
  t.end();
});

t.test('reads what a model names, and what nobody named', (t) => {
  const schema = Type.Object({ a: Type.String(), list: Type.Array(Type.String()) });
  t.strictSame(reader(undefined, schema)({ a: 'y', list: ['1', '2'], other: 'z' }), { a: 'y', list: ['1', '2'], other: 'z' });
  t.strictSame(reader(undefined, schema)({ a: '' }), {});
  t.end();
});

t.test('is there by name where it is required, and not at all where it is not', (t) => {
  const schema = Type.Object({ a: Type.String() });
  t.strictSame(reader(undefined, schema)(undefined), {});
  t.equal(reader(undefined, schema, false)(undefined), undefined);
  t.end();
});
