import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class NewItem extends Model({
  name: Type.String({ minLength: 1 }),
  price: Type.Number({ minimum: 0 }),
  description: Type.Optional(Type.String()),
  inStock: Type.Boolean({ default: true }),
}) {}

@Controller('/items')
export class ItemsController {
  @Post('/', { status: 201, response: NewItem })
  create(@Body(NewItem) item: NewItem) {
    console.log(`${item.name} costs ${item.price.toFixed(2)}`);
    return item;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
