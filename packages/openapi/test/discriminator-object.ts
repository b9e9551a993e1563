import { Model, Type, named } from '@typhoon/core';
import type { TSchema } from '@typhoon/core';
import t from 'tap';
import { findDiscriminator, propertiesOf } from '#src/discriminator-object.js';

class Cat extends Model({ kind: Type.Literal('cat'), size: Type.Literal('any') }) {}
class Dog extends Model({ kind: Type.Union([Type.Literal('dog'), Type.Literal('puppy')]), size: Type.Literal('any') }) {}
class Bird extends Model({ kind: Type.String() }) {}
const Unnamed = Type.Object({ kind: Type.Literal('fish') });

t.test('finds the property that tells the members of a union apart', (t) => {
  const rows: readonly [name: string, members: readonly TSchema[], want: unknown][] = [
    ['by literals, several for one', [Cat.schema, Dog.schema], { propertyName: 'kind', values: [['cat'], ['dog', 'puppy']] }],
    ['none where a member takes any text', [Cat.schema, Bird.schema], undefined],
    ['none where a member has no name', [Cat.schema, Unnamed], undefined],
    ['none where two members share a value', [Cat.schema, named('Lion', Type.Object({ kind: Type.Literal('cat') }))], undefined],
    ['none for a single member', [Cat.schema], undefined],
  ];
  for (const [name, members, want] of rows) t.strictSame(findDiscriminator(Type.Union([...members]), members), want, name);
  t.end();
});

t.test('takes the declared one only', (t) => {
  const union = Type.Union([Cat.schema, Dog.schema], { discriminator: { propertyName: 'size' } });
  t.equal(findDiscriminator(union, [Cat.schema, Dog.schema]), undefined, 'both have the same value there');
  t.match(findDiscriminator(Type.Union([], { discriminator: 'kind' }), [Cat.schema, Dog.schema]), { propertyName: 'kind' });
  t.end();
});

t.test('knows the properties of an intersection', (t) => {
  t.strictSame(Object.keys(propertiesOf(Type.Intersect([Unnamed, Type.Object({ name: Type.String() })]))), ['kind', 'name']);
  t.end();
});
