import t from 'tap';
import { codecSchema, codecs } from '#src/schema/codec.js';
import { named } from '#src/schema/component.js';
import { Type } from '#src/schema/type.js';
import { toSchemaKey } from '#src/serialization/schema-key.js';

t.test('is equal for schemas that write the same', async (t) => {
  for (const [name, left, right] of [
    ['twice the same', Type.Object({ a: Type.Integer() }), Type.Object({ a: Type.Integer() })],
    ['annotations', Type.Integer(), Type.Integer({ title: 'A', description: 'B', default: 1, examples: [1] })],
    ['a component', Type.Object({ a: Type.Integer() }), named('A', Type.Object({ a: Type.Integer() }))],
    ['sets', Type.Set(Type.Integer()), Type.Set(Type.Integer())],
    ['dates', Type.DateTime(), Type.DateTime()],
  ] as const) {
    t.equal(toSchemaKey(left), toSchemaKey(right), name);
  }
});

t.test('differs for schemas that do not', async (t) => {
  const schemas = [
    Type.Integer(),
    Type.Number(),
    Type.String(),
    Type.String({ format: 'date' }),
    Type.DateTime(),
    Type.Date(),
    Type.Object({}),
    Type.Object({ a: Type.Integer() }),
    Type.Object({ b: Type.Integer() }),
    Type.Object({ a: Type.Optional(Type.Integer()) }),
    Type.Object({ a: Type.DateTime() }),
    Type.Object({ a: Type.Integer(), b: Type.Integer() }),
    Type.Object({ b: Type.Integer(), a: Type.Integer() }),
    Type.Object({}, { additionalProperties: true }),
    Type.Array(Type.Integer()),
    Type.Set(Type.Integer()),
    Type.Set(Type.DateTime()),
    Type.Set(Type.String({ format: 'date-time' })),
    Type.Literal(1),
    Type.Literal('1'),
    Type.Record(Type.String(), Type.Integer()),
    Type.Map(Type.Integer()),
    Type.Unsafe({ description: 'x' }),
    Type.Unsafe({ enum: ['description'] }),
    Type.Unsafe({ anyOf: [true] }),
    Type.Unsafe({ anyOf: [false] }),
    codecSchema({ ...codecs.url }),
    codecSchema({ ...codecs.url }),
  ];
  const keys = schemas.map(toSchemaKey);
  // Type.Date and Type.DateTime share the codec, but not the schema beside it.
  t.equal(new Set(keys).size, schemas.length);
});
