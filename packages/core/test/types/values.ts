import t from 'tap';
import { Model, Type, parse, safeParse, stringify } from '#src/index.js';
import { expectEqual } from '../fixtures/expect-equal.js';

class Item extends Model({ id: Type.Integer(), at: Type.DateTime(), note: Type.Optional(Type.String()) }) {
  label(): string {
    return `item ${this.id}`;
  }
}

t.test('types what is read and written outside of a request', async (t) => {
  const item = parse(Item, { id: 1, at: '2030-01-02T03:04:05Z' });
  expectEqual<typeof item, Item>();
  const ids = parse(Type.Array(Type.Integer()), [1]);
  expectEqual<typeof ids, number[]>();
  const result = safeParse(Type.Optional(Type.Boolean()), true);
  if (result.success) expectEqual<typeof result.value, boolean | undefined>();
  // @ts-expect-error the value is there only where the reading succeeded
  t.equal(result.value, true);

  t.equal(stringify(Type.Object({ at: Type.Optional(Type.DateTime()) }), {}), '{}');
  t.match(stringify(Item, { id: 1, at: item.at }), '{"id":1,', 'plain data for a model with methods');
  // @ts-expect-error a text is no Date
  t.throws(() => stringify(Item, { id: 1, at: 'now' }));
  // @ts-expect-error a number is no schema
  t.throws(() => parse(5, 5));
});
