import { Body, Controller, Header, Model, Post, Query, Type, createApp } from 'typhoon';

/** As a partner sends it, and as the documents show it. */
class WireItem extends Model({ item_name: Type.String({ minLength: 1 }), unit_price: Type.Number({ minimum: 0 }) }) {}

interface Item {
  name: string;
  price: number;
}

/** The same with our names: a transform at the top of a schema, both ways. */
const Item = Type.Transform(WireItem.schema)
  .Decode(({ item_name, unit_price }): Item => ({ name: item_name, price: unit_price }))
  .Encode(({ name, price }) => ({ item_name: name, unit_price: price }));

@Controller('/items')
export class ItemsController {
  @Post('/', { status: 201, response: Item })
  create(@Body(Item) item: Item, @Query('discount-percent', Type.Number({ default: 0 })) discount: number, @Header('x-shop', Type.String()) shop: string) {
    return { name: `${item.name} of ${shop}`, price: item.price * (1 - discount / 100) };
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
