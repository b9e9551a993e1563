import t from 'tap';
import { Type } from '#src/schema/type.js';
import { compileSerializer } from '#src/serialization/serializer.js';

t.test('writes an object by its declared members', async (t) => {
  const write = compileSerializer(Type.Object({ id: Type.Integer(), name: Type.String(), price: Type.Number(), tags: Type.Array(Type.String()) }));
  t.equal(write({ secret: 'x', tags: ['a'], id: 1, name: 'Tea "green"', price: 2.5 }), '{"id":1,"name":"Tea \\"green\\"","price":2.5,"tags":["a"]}');
});
