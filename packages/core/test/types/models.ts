import t from 'tap';
import { Body, Controller, Get, Model, Post, Query, Type, named } from '#src/index.js';
import type { InferInput } from '#src/index.js';
import { expectEqual } from '../fixtures/expect-equal.js';
import { startApp } from '../fixtures/start-app.js';

class NewItem extends Model({ name: Type.String(), price: Type.Number(), note: Type.Optional(Type.String()) }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}
class ItemPatch extends Model(Type.Partial(NewItem.schema)) {}
class ItemName extends Model(Type.Pick(Item.schema, ['id', 'name'])) {}
class PlainItem extends Model(Type.Omit(Item.schema, ['note'])) {}
class StoredItem extends Model(Type.Composite([Item.schema, Type.Object({ at: Type.DateTime() })])) {}
class Tree extends Model(Type.Recursive((This) => Type.Object({ value: Type.Number(), children: Type.Array(This) }), { $id: 'TypesTree' })) {}
class Point extends Model({ x: Type.Number(), y: Type.Number() }) {
  length(): number {
    return Math.hypot(this.x, this.y);
  }
}
class Page extends Model({ limit: Type.Integer({ default: 10 }), search: Type.Optional(Type.String()) }) {}
const Named = Type.Intersect([NewItem.schema, Type.Object({ owner: Type.String() })]);
const Shape = named(
  'Shape',
  Type.Union([Type.Object({ kind: Type.Literal('square'), side: Type.Number() }), Type.Object({ kind: Type.Literal('circle'), radius: Type.Number() })]),
);

@Controller('/models')
class ModelsController {
  @Get('/page')
  page(@Query(Page) page: Page): unknown[] {
    return [page.limit, page.search ?? 'none'];
  }

  @Post('/item')
  item(@Body(Item) item: Item): number {
    return item.id;
  }

  @Post('/narrow')
  narrow(@Body(Item) item: NewItem): string {
    return item.name;
  }

  @Post('/patch')
  patch(@Body(ItemPatch) patch: Partial<NewItem>): string[] {
    return Object.keys(patch);
  }

  @Post('/derived')
  derived(
    @Body('name', ItemName) name: { id: number; name: string },
    @Body('plain', PlainItem) plain: PlainItem,
    @Body('stored', StoredItem) stored: Item & { at: Date },
  ): unknown[] {
    return [name.id, plain.price, stored.at.getTime()];
  }

  @Post('/point')
  point(@Body(Point) point: Point): number {
    return point.length();
  }

  @Post('/list')
  list(@Body(Type.Array(NewItem.schema)) items: readonly NewItem[]): number {
    return items.length;
  }

  @Post('/tree')
  tree(@Body(Tree) tree: Tree): number {
    const child: Tree | undefined = tree.children[0];
    return child?.value ?? 0;
  }

  @Post('/intersection')
  intersection(@Body(Named) item: NewItem & { owner: string }): string {
    return item.owner;
  }

  @Post('/shape')
  shape(@Body(Shape) shape: { kind: 'square'; side: number } | { kind: 'circle'; radius: number }): number {
    return shape.kind === 'square' ? shape.side : shape.radius;
  }

  @Post('/refused')
  refused(
    // @ts-expect-error 'id' is missing
    @Body('a', NewItem) _item: Item,
    // @ts-expect-error 'name' and 'price' may be absent
    @Body('b', ItemPatch) _patch: NewItem,
    // @ts-expect-error 'price' was not picked
    @Body('c', ItemName) _picked: Item,
    // @ts-expect-error 'note' was omitted, and a required one is asked for
    @Body('d', PlainItem) _omitted: { note: string },
    // @ts-expect-error 'at' is a date
    @Body('e', StoredItem) _composite: { at: string },
    // @ts-expect-error the schema alone has no methods
    @Body('f', Point.schema) _plain: Point,
    // @ts-expect-error a list of items without ids
    @Body('g', Type.Array(NewItem.schema)) _list: Item[],
    // @ts-expect-error 'owner' is a text
    @Body('h', Named) _intersection: { owner: number },
    // @ts-expect-error it may be a circle
    @Body('i', Shape) _union: { kind: 'square'; side: number },
    // @ts-expect-error children are trees
    @Body('j', Tree) _tree: { value: number; children: string[] },
    // @ts-expect-error the default is written for whoever leaves 'limit' out: it is a number
    @Body('k', Page) _page: { limit: string },
  ): void {}
}

t.test('a parameter takes a model, and what its derivations make of it', async (t) => {
  const app = await startApp(t, { controllers: [ModelsController] });
  const post = async (path: string, payload: object): Promise<unknown> => (await app.inject({ method: 'POST', url: `/models/${path}`, payload })).json();
  const item = { id: 1, name: 'Pen', price: 2 };

  t.strictSame((await app.inject('/models/page')).json(), [10, 'none']);
  t.equal(await post('item', item), 1);
  t.equal(await post('narrow', item), 'Pen');
  t.strictSame(await post('patch', { price: 1 }), ['price']);
  t.strictSame(await post('derived', { name: item, plain: item, stored: { ...item, at: '1970-01-01T00:00:01Z' } }), [1, 2, 1000]);
  t.equal(await post('point', { x: 3, y: 4 }), 5);
  t.equal(await post('list', [item, item]), 2);
  t.equal(await post('tree', { value: 1, children: [{ value: 2, children: [] }] }), 2);
  t.equal(await post('intersection', { ...item, owner: 'Ada' }), 'Ada');
  t.equal(await post('shape', { kind: 'circle', radius: 3 }), 3);
});

t.test('the type of a model is that of its schema', (t) => {
  expectEqual<InferInput<typeof Item>, Item>();
  const item: Item = { id: 1, name: 'Pen', price: 2 };
  const patch: ItemPatch = { note: 'x' };
  const tree: Tree = { value: 1, children: [{ value: 2, children: [] }] };
  // @ts-expect-error an optional property is absent, not undefined
  const undefinedNote: NewItem = { name: '', price: 1, note: undefined };
  // @ts-expect-error 'price' is a number
  const wrongPatch: ItemPatch = { price: '1' };
  // @ts-expect-error 'note' is not among the picked ones
  const wrongPick: ItemName = { id: 1, name: '', note: '' };
  // @ts-expect-error 'value' is missing below
  const wrongTree: Tree = { value: 1, children: [{ children: [] }] };
  // @ts-expect-error a model is an object
  const wrongModel = (): unknown => Model(Type.String());
  t.strictSame(Object.keys(Item.properties), ['id', 'name', 'price', 'note']);
  t.strictSame([item.id, patch.note, tree.children.length, wrongTree.value], [1, 'x', 1, 1]);
  t.ok([undefinedNote, wrongPatch, wrongPick].every((value) => typeof value === 'object'));
  t.type(wrongModel, 'function');
  t.end();
});
