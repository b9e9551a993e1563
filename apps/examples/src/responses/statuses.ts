import { Body, Controller, Delete, Model, Path, Put, Type, createApp, reply } from 'typhoon';

class Item extends Model({ name: Type.String() }) {}
class Job extends Model({ job: Type.Integer() }) {}

const items = new Map<string, Item>();

@Controller('/items')
export class ItemsController {
  @Put('/:id', {
    responses: {
      200: { response: Item, description: 'The item was replaced.' },
      201: { response: Item, description: 'The item was created.', headers: { location: { schema: Type.String(), description: 'Where it is.' } } },
      202: Job,
    },
  })
  put(@Path('id', Type.String()) id: string, @Body(Item) item: Item) {
    if (item.name.length > 100) return reply(202, { job: 1 });
    const isNew = !items.has(id);
    items.set(id, item);
    return isNew ? reply(201, item, { location: `/items/${id}` }) : reply(200, item);
  }

  @Delete('/:id', { status: 204 })
  remove(@Path('id', Type.String()) id: string): void {
    items.delete(id);
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
