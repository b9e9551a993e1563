import { Controller, Get, Model, Type, reply } from 'typhoon';

class Item extends Model({ id: Type.Integer() }) {}
class Moved extends Model({ to: Type.String() }) {}

@Controller('/items')
export class ItemsController {
  @Get('/', { responses: { 200: Item, 410: Moved } })
  read() {
    return reply(410, { id: 3 });
  }
}
