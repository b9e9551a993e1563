import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class Category extends Model(
  Type.Recursive((This) =>
    Type.Object({
      name: Type.String({ minLength: 1 }),
      children: Type.Array(This, { default: [] }),
    }),
  ),
) {
  /** A model with methods yields instances. */
  count(): number {
    return 1 + this.children.reduce((sum, child) => sum + Category.prototype.count.call(child), 0);
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
