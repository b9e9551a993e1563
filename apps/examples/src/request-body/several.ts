import { Body, Controller, Model, Path, Put, Query, Type, createApp } from 'typhoon';

class Item extends Model({ name: Type.String(), price: Type.Number({ minimum: 0 }) }) {}
class Author extends Model({ name: Type.String() }) {}

@Controller('/items')
export class ItemsController {
  @Put('/:id', { response: Type.Unknown() })
  replace(
    @Path('id', Type.Integer()) id: number,
    @Query('notify', Type.Boolean({ default: false })) notify: boolean,
    @Body('item', Item) item: Item,
    @Body('author', Author) author: Author,
    @Body('importance', Type.Integer({ minimum: 1, maximum: 5, default: 3 })) importance: number,
  ) {
    return { id, notify, item, author, importance };
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
