import t from 'tap';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { findReadOnlyProblems } from '#src/validation/read-only-problems.js';

const Id = Type.Integer({ readOnly: true });
class Item extends Model({ id: Id, name: Type.String() }) {}
const Tree = Type.Recursive((This) => Type.Object({ id: Id, children: Type.Array(This) }));
const raw = (schema: object): TSchema => Type.Unsafe(schema);
const id = { type: 'integer', readOnly: true };

t.test('finds each property that is required and read-only, once, where it stands', async (t) => {
  const rows: readonly (readonly [string, TSchema, readonly string[]])[] = [
    ['a model', Item.schema, ['properties.id']],
    ['a list', Type.Array(Item.schema), ['items.properties.id']],
    ['twice the same', Type.Object({ a: Item.schema, b: Item.schema }), ['properties.a.properties.id']],
    ['a recursion', Tree, ['properties.id']],
    ['a union', Type.Union([Item.schema, Type.Null()]), ['anyOf.0.properties.id']],
    ['an intersection', Type.Intersect([Item.schema, Type.Object({ size: Type.Integer() })]), ['allOf.0.properties.id']],
    ['a default, which is not filled in', Type.Object({ id: Type.Integer({ readOnly: true, default: 1 }) }), ['properties.id']],
    ['what a codec reads', Type.Object({ all: Type.Set(Item.schema) }), ['properties.all.items.properties.id']],
    ['a reference', raw({ $defs: { Id: id }, properties: { id: { $ref: '#/$defs/Id' } }, required: ['id'] }), ['properties.id']],
    ['a reference to the object', raw({ $defs: { A: { properties: { id }, required: ['id'] } }, $ref: '#/$defs/A' }), ['$ref.properties.id']],
    ['what another part requires', raw({ allOf: [{ properties: { id } }, { required: ['id'] }] }), ['required']],
  ];
  for (const [name, schema, want] of rows) {
    t.strictSame(
      findReadOnlyProblems(schema).map(({ path }) => path),
      want,
      name,
    );
  }
});

t.test('says what to write instead', async (t) => {
  t.strictSame(findReadOnlyProblems(Item.schema), [
    {
      code: 'TYPHOON_ERR_SCHEMA_INVALID',
      path: 'properties.id',
      message:
        "'id' is required and readOnly, but what is readOnly is not read from requests. Read Type.Omit(Item.schema, ['id']) instead, or make it Type.Optional(…).",
    },
  ]);
});

t.test('finds nothing where it may be absent, or where nothing is read', async (t) => {
  const Optional = Type.Object({ id: Type.Optional(Id) });
  for (const schema of [Optional, Type.Partial(Item.schema), Type.Omit(Item.schema, ['id']), Type.Array(Id), raw({ not: Item.schema }), Type.Any()])
    t.strictSame(findReadOnlyProblems(schema), []);
});
