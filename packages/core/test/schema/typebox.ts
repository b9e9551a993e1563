import t from 'tap';
import { hintOf, isOptional, isSchema, isTransform, kindOf, transformOf, TypeBoxType as Type } from '#src/schema/typebox.js';

t.test('asks what TypeBox notes on a schema', async (t) => {
  t.strictSame([Type.String(), Type.Unsafe({}), {}, null, 'String'].map(isSchema), [true, true, false, false, false]);
  t.strictSame([Type.Integer(), Type.Unsafe({}), Type.Union([Type.Null(), Type.Any()])].map(kindOf), ['Integer', 'Unsafe', 'Union']);
  t.strictSame([Type.Optional(Type.Integer()), Type.Integer(), Type.Readonly(Type.Integer())].map(isOptional), [true, false, false]);
  t.equal(hintOf(Type.Enum({ A: 'a', B: 'b' })), 'Enum');
});

t.test('finds the two functions of a transform', async (t) => {
  const schema = Type.Transform(Type.String()).Decode(Number).Encode(String);
  t.ok(isTransform(schema));
  t.notOk(isTransform(Type.String()));
  t.strictSame([transformOf(schema as never).decode('5'), transformOf(schema as never).encode(5)], [5, '5']);
});
