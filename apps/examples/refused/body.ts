import { Body, Controller, Model, Post, Type } from 'typhoon';

class NewItem extends Model({ name: Type.String() }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}

@Controller('/items')
export class ItemsController {
  @Post('/', { response: Item })
  create(@Body(NewItem) item: Item) {
    return item;
  }
}
