import t from 'tap';
import { componentOf } from '#src/schema/component.js';
import { instanceClassOf, isModelClass, Model, toSchema } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import type { Static } from '#src/schema/typebox.js';

class NewItem extends Model({ name: Type.String({ minLength: 1 }) }, { description: 'What is to be made' }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}
class Priced extends Model({ amount: Type.Number() }) {
  double(): number {
    return 2 * this.amount;
  }
}
class Discounted extends Priced {}
class Tree extends Model(Type.Recursive((This) => Type.Object({ children: Type.Array(This) }))) {}
class Renamed extends Model({ a: Type.Integer() }, { name: 'Other' }) {}

t.test('is type, schema and name at once', async (t) => {
  const item: Item = { id: 1, name: 'a' };
  const same: Static<typeof Item.schema> = item;
  // @ts-expect-error a name is missing
  const wrong: Item = { id: 1 };
  t.ok(same && wrong);
  t.match(Item.schema, { type: 'object', required: ['id', 'name'], properties: { name: { minLength: 1 } } });
  t.equal(NewItem.schema.description, 'What is to be made');
  t.strictSame(
    [Item, Renamed, Tree].map((model) => componentOf(model.schema)?.name),
    ['Item', 'Other', 'Tree'],
  );
  t.equal(Item.schema, Item.schema, 'the same object each time');
});

t.test('only a model with members of its own yields instances', async (t) => {
  t.strictSame(
    [Item, Priced, Discounted].map((model) => instanceClassOf(model.schema)),
    [undefined, Priced, Discounted],
  );
  t.equal(instanceClassOf(Type.Partial(Priced.schema)), undefined, 'what is derived is no instance');
});

t.test('tells models from other classes, and takes either for a schema', async (t) => {
  t.strictSame([Item, class {}, Type.String(), undefined].map(isModelClass), [true, false, false, false]);
  t.equal(toSchema(Item), Item.schema);
  const text = Type.String();
  t.equal(toSchema(text), text);
});
