import t from 'tap';
import { Body, Controller, Model, Post, Type } from '#src/index.js';
import { expectEqual } from '../fixtures/expect-equal.js';
import { startApp } from '../fixtures/start-app.js';

class Category extends Model(
  Type.Recursive((This) =>
    Type.Object({ name: Type.String(), children: Type.Array(This, { default: [] }), parent: Type.Optional(Type.Union([This, Type.Null()])) }),
  ),
) {
  declare children: Category[];
  declare parent?: Category | null;

  count(): number {
    return 1 + this.children.reduce((sum, child) => sum + child.count(), 0);
  }
}

class Shop extends Model({ root: Category.schema, byName: Type.Record(Type.String(), Category.schema) }) {}

function classesOf({ children, parent }: Category): boolean {
  return [...children, ...(parent ? [parent] : [])].every((category) => category instanceof Category && classesOf(category));
}

@Controller('/')
class CategoriesController {
  @Post('/category', { response: Category })
  category(@Body(Category) category: Category) {
    expectEqual<typeof category.children, Category[]>();
    return { name: `${category.count()} ${String(classesOf(category))}`, children: category.children };
  }

  @Post('/list', { response: Type.Boolean() })
  list(@Body(Type.Array(Category.schema)) categories: object[]) {
    return categories.every((category) => category instanceof Category && classesOf(category));
  }

  @Post('/shop', { response: Type.Boolean() })
  shop(@Body(Shop) { root, byName }: Shop) {
    return [root, ...Object.values(byName)].every((category: object) => category instanceof Category && classesOf(category));
  }

  /** Read by the interpreter: `minProperties` beside a reference. */
  @Post('/limited', { response: Type.Boolean() })
  limited(@Body(Type.Intersect([Category.schema, Type.Unsafe<unknown>({ minProperties: 1 })])) category: object) {
    return category instanceof Category && classesOf(category);
  }
}

const leaf = { name: 'leaf', children: [] };
const tree = { name: 'a', children: [leaf, { name: 'b', children: [leaf], parent: leaf }] };

t.test('makes instances at every depth, wherever the model stands', async (t) => {
  const app = await startApp(t, { controllers: [CategoriesController] });
  const send = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json();
  t.strictSame(await send('/category', tree), { name: '4 true', children: tree.children });
  t.equal(await send('/list', [tree, leaf]), true);
  t.equal(await send('/shop', { root: tree, byName: { c: tree } }), true);
  t.equal(await send('/limited', tree), true);
});
