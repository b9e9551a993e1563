import t from 'tap';
import { Model, Type, named } from '#src/index.js';
import { nameOf, toUsableSchema } from '#src/values/usable-schema.js';

class Item extends Model({ id: Type.Integer() }) {}

t.test('takes models and schemas', async (t) => {
  t.equal(toUsableSchema(Item, 'parse()', undefined), Item.schema);
  t.equal(toUsableSchema(Item, 'parse()', undefined), Item.schema);
  const Id = Type.Integer();
  t.equal(toUsableSchema(Id, 'parse()', undefined), Id);
});

t.test('refuses what is no schema, and schemas with mistakes', async (t) => {
  t.throws(() => toUsableSchema(Number as never, 'parse()', undefined), { message: /^parse\(\): the first argument is no schema/ });
  const wrong = Type.Object({ a: Type.String({ pattern: '^(a+)+$' }), b: Type.Integer({ default: 'x' }) });
  t.throws(() => toUsableSchema(named('Wrong', wrong), 'parse()', undefined), {
    message: /^parse\(\): 'Wrong' cannot be used\.\n {2}properties\.a\.pattern: .*\n {2}properties\.b\.default: /,
  });
});

t.test('judges by the formats that are known', async (t) => {
  const Code = Type.String({ format: 'emial' });
  t.equal(toUsableSchema(Code, 'parse()', { emial: () => true }), Code);
  t.throws(() => toUsableSchema(Code, 'parse()', undefined), /Did you mean 'email'/);
});

t.test('knows the names of models and of what was named', async (t) => {
  t.equal(nameOf(Item.schema), 'Item');
  t.equal(nameOf(named('Id', Type.Integer())), 'Id');
  t.equal(nameOf(Type.Integer()), undefined);
});
