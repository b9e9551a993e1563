import t from 'tap';
import { Model, Type, ValidationError, parse, stringify } from '#src/index.js';

class Item extends Model({ id: Type.Integer(), at: Type.DateTime(), tags: Type.Set(Type.String()), note: Type.Optional(Type.String()) }) {}

const item = { id: 1, at: new Date('2030-01-02T03:04:05Z'), tags: new Set(['a']) };

t.test('writes a value as an answer is written', async (t) => {
  t.equal(stringify(Item, { ...item, secret: 'x' } as Item), '{"id":1,"at":"2030-01-02T03:04:05.000Z","tags":["a"]}');
  t.equal(stringify(Type.Array(Item.schema), []), '[]');
});

t.test('writes what parse reads', async (t) => {
  t.strictSame(parse(Item, JSON.parse(stringify(Item, item))), item);
});

t.test('says what does not fit', async (t) => {
  const wrong: object = { id: 'x', at: item.at, tags: item.tags };
  t.throws(() => stringify(Item, wrong as Item), { name: 'ValidationError', issues: [{ type: 'int_type', loc: ['id'] }] });
  t.throws(() => stringify(Item, wrong as Item), ValidationError);
});

t.test('says where a value is too deep', async (t) => {
  const Node = Type.Recursive((This) => Type.Object({ next: Type.Optional(This) }));
  const loop: { next?: object } = {};
  loop.next = loop;
  t.throws(() => stringify(Node, loop), { name: 'ValidationError', issues: [{ loc: ['next'] }] });
});

t.test('passes on what a getter throws', async (t) => {
  const broken = {
    get id(): number {
      throw new Error('not now');
    },
  };
  t.throws(() => stringify(Type.Object({ id: Type.Integer() }), broken), { message: 'not now' });
});
