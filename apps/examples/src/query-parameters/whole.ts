import { Controller, Get, Model, Query, Type, createApp } from 'typhoon';

class ItemQuery extends Model({
  q: Type.Optional(Type.String({ minLength: 1 })),
  sort: Type.Union([Type.Literal('name'), Type.Literal('price')], { default: 'name' }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
}) {}

@Controller('/items', { unknown: { query: 'reject' } })
export class ItemsController {
  @Get('/', { response: ItemQuery })
  list(@Query(ItemQuery) query: ItemQuery) {
    return query;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
