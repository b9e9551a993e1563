import { Controller, Get, Model, Type } from 'typhoon';

class Item extends Model({ id: Type.Integer(), name: Type.String() }) {}

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Array(Item.schema) })
  async list() {
    return [{ id: 'one', name: 'Pen' }];
  }
}
