import { Body, Controller, Depends, Get, HttpError, Model, Path, Post, Type, createApp, dependency, security } from 'typhoon';

class NewItem extends Model({ name: Type.String({ minLength: 1 }), price: Type.Number({ minimum: 0 }) }) {}
class Item extends Model({ id: Type.Integer(), ...NewItem.properties }) {}

const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });

const currentUser = dependency({ token: security.bearer() }, function currentUser({ token }) {
  return { name: token };
});

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Item, throws: [ItemNotFound] })
  read(@Path('id', Type.Integer({ minimum: 1 })) id: number) {
    return id === 1 ? { id, name: 'Pen', price: 1.5 } : ItemNotFound.throw({ detail: `No item has id ${id}.` });
  }

  @Post('/', { status: 201, response: Item })
  create(@Body(NewItem) item: NewItem, @Depends(currentUser) _user: { name: string }) {
    return { id: 2, ...item };
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
