import { Controller, Get, Model, Type } from 'typhoon';

class Item extends Model({ name: Type.String() }) {}

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Array(Item) })
  list() {
    return [{ name: 'Pen' }];
  }
}
