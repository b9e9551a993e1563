import { Body, Controller, Model, Path, Put, Type, createApp } from 'typhoon';

class Item extends Model({ name: Type.String({ minLength: 1 }), price: Type.Number({ minimum: 0 }) }) {}
class StoredItem extends Model({ id: Type.Integer(), ...Item.properties }) {}

@Controller('/items')
export class ItemsController {
  @Put('/:id', { response: StoredItem, fastify: { preHandler: async (request) => request.log.debug('replacing') } })
  async replace(@Path('id', Type.Integer()) id: number, @Body(Item) item: Item) {
    return { id, ...item };
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
