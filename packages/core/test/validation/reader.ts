import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { INVALID } from '#src/validation/invalid.js';
import { readDefault, SchemaReader } from '#src/validation/reader.js';
import { Frame } from '#src/validation/reference.js';

function read(schema: TSchema, value: unknown, limit = 50): { result: unknown; types: string[] } {
  const reader = new SchemaReader({ mode: 'json', limit });
  const result = reader.readRoot(schema, new Frame(schema), value);
  return { result, types: reader.issues.map(({ type }) => type) };
}

t.test('reads what may be absent', async (t) => {
  const rows: [string, { schema: TSchema; want: unknown }][] = [
    ['a default', { schema: Type.Integer({ default: 3 }), want: { result: 3, types: [] } }],
    ['nothing', { schema: Type.Optional(Type.Integer()), want: { result: undefined, types: [] } }],
    ['none at all', { schema: Type.Void(), want: { result: undefined, types: [] } }],
    ['something that is required', { schema: Type.Integer(), want: { result: INVALID, types: ['missing'] } }],
  ];
  for (const [name, { schema, want }] of rows) t.strictSame(read(schema, undefined), want, name);
});

t.test('collects no more than it is asked to', async (t) => {
  t.strictSame(read(Type.Array(Type.Null()), [1, 2, 3], 2), { result: INVALID, types: ['none_required', 'none_required'] });
  t.strictSame(read(Type.Array(Type.Null()), [1, 2, 3], 0), { result: INVALID, types: [] });
});

t.test('says the same only once, however many parts find it', async (t) => {
  const part = Type.Object({ a: Type.Integer() });
  t.strictSame(read(Type.Intersect([part, Type.Composite([part])]), {}).types, ['missing']);
});

t.test("the message of a transform's error is its text", async (t) => {
  const schema = Type.Transform(Type.String())
    .Decode((): number => {
      throw new Error('not today');
    })
    .Encode(String);
  const reader = new SchemaReader({ mode: 'json', limit: 50 });
  reader.readRoot(schema, new Frame(schema), 'x');
  t.match(reader.issues, [{ type: 'value_error', msg: 'Value error, not today', input: 'x' }]);
});

t.test('makes each default anew', async (t) => {
  const schema = Type.Array(Type.Integer(), { default: [1] });
  const frame = new Frame(schema);
  t.strictSame(readDefault(schema, frame, undefined), [1]);
  t.not(readDefault(schema, frame, undefined), readDefault(schema, frame, undefined));
});
