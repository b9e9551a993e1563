import t from 'tap';
import { componentOf, named } from '#src/schema/component.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';

class Item extends Model({ id: Type.Integer(), name: Type.String() }) {}

t.test('a model has the name of its class, a named schema its own', async (t) => {
  const Size = named('Size', Type.Union([Type.Literal('s'), Type.Literal('l')]));
  t.match(componentOf(Item.schema), { name: 'Item', model: Item });
  t.match(componentOf(Size), { name: 'Size', model: undefined });
  t.equal(componentOf(Type.String()), undefined);
});

t.test('what is derived from a model is another schema', async (t) => {
  for (const derived of [
    Type.Partial(Item.schema),
    Type.Pick(Item.schema, ['id']),
    Type.Omit(Item.schema, ['id']),
    Type.Composite([Item.schema, Type.Object({ a: Type.Any() })]),
  ])
    t.equal(componentOf(derived), undefined);
});

t.test('another description or an optional place does not change what it is', async (t) => {
  t.equal(componentOf({ ...Item.schema, description: 'The item' })?.name, 'Item');
  t.equal(componentOf(Type.Optional(Item.schema))?.name, 'Item');
});
