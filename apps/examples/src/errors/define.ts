import { Body, Controller, Get, HttpError, Path, Post, Type, createApp } from 'typhoon';

const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });

const OutOfStock = HttpError.define({
  status: 409,
  code: 'out_of_stock',
  title: 'Out of stock',
  schema: Type.Object({ available: Type.Integer() }),
});

const stock = new Map([['pen', 3]]);

@Controller('/items', { throws: [ItemNotFound] })
export class ItemsController {
  @Get('/:name', { response: Type.Integer() })
  read(@Path('name', Type.String()) name: string) {
    return stock.get(name) ?? ItemNotFound.throw({ detail: `Nothing is called '${name}'.` });
  }

  @Post('/:name/orders', { status: 201, response: Type.Integer(), throws: [OutOfStock] })
  order(@Path('name', Type.String()) name: string, @Body('quantity', Type.Integer({ minimum: 1 })) quantity: number) {
    const available = this.read(name);
    if (quantity > available) throw new OutOfStock({ detail: `There are ${available} left.`, data: { available } });
    if (name === 'forbidden fruit') throw new HttpError(403, 'You were told.');
    stock.set(name, available - quantity);
    return available - quantity;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
