import { Body, Controller, Get, Model, Path, Post, Query, Type, createApp } from 'typhoon';

class NewItem extends Model({ name: Type.String({ minLength: 1, maxLength: 100 }), price: Type.Number({ minimum: 0 }), currency: Type.String() }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Item })
  read(@Path('id', Type.Integer({ minimum: 1 })) id: number, @Query('stock', Type.Boolean({ default: false })) _stock: boolean) {
    return { id, name: 'Pen', price: 1.5, currency: 'EUR' };
  }

  @Post('/', { status: 201, response: Item })
  create(@Body(NewItem) item: NewItem) {
    return { id: 2, ...item };
  }
}

export const app = createApp({ title: 'Items', version: '2.0.0', license: 'MIT', controllers: [ItemsController] });
