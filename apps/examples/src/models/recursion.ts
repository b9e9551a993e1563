import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class Category extends Model(
  Type.Recursive((This) =>
    Type.Object({
      name: Type.String({ minLength: 1 }),
      children: Type.Array(This, { default: [] }),
    }),
  ),
) {
  /** They are categories too: a type that the schema alone cannot say. */
  declare children: Category[];

  /** A model with methods yields instances, at every depth. */
  count(): number {
    return 1 + this.children.reduce((sum, child) => sum + child.count(), 0);
  }
}

@Controller('/categories')
export class CategoriesController {
  @Post('/', { status: 201, response: Type.Object({ count: Type.Integer() }) })
  create(@Body(Category) category: Category) {
    return { count: category.count() };
  }
}

export const app = createApp({ title: 'Categories', version: '1.0.0', license: 'MIT', controllers: [CategoriesController] });
