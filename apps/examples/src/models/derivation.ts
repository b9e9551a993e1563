import { Body, Controller, Model, Patch, Path, Post, Type, createApp } from 'typhoon';

class NewItem extends Model({
  name: Type.String({ minLength: 1 }),
  price: Type.Number({ minimum: 0 }),
  inStock: Type.Boolean({ default: true }),
  secretNote: Type.Optional(Type.String()),
}) {}

/** The same, and more: spread the properties. */
class StoredItem extends Model({ id: Type.Integer(), createdAt: Type.DateTime(), ...NewItem.properties }) {}

/** The same, and less. */
class Item extends Model(Type.Omit(StoredItem.schema, ['secretNote'])) {}

/** Every property may be left out, and stays as it is then: `Type.Partial` drops the defaults. */
class ItemChange extends Model(Type.Partial(NewItem.schema, { minProperties: 1 })) {}

@Controller('/items')
export class ItemsController {
  readonly #items: StoredItem[] = [];

  @Post('/', { status: 201, response: Item })
  create(@Body(NewItem) item: NewItem) {
    const stored: StoredItem = { ...item, id: this.#items.length + 1, createdAt: new Date() };
    this.#items.push(stored);
    return stored;
  }

  @Patch('/:id', { response: Item })
  change(@Path('id', Type.Integer({ minimum: 1, maximum: 1 })) id: number, @Body(ItemChange) change: ItemChange) {
    const stored = this.#items[id - 1];
    return Object.assign(stored ?? { id, name: '', price: 0, inStock: false, createdAt: new Date() }, change);
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
