import { Controller, Get, Query, Type, createApp } from 'typhoon';

const items = ['Pen', 'Ink', 'Paper', 'Ruler'];

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list(
    @Query('offset', Type.Integer({ minimum: 0, default: 0 })) offset: number,
    @Query('limit', Type.Integer({ minimum: 1, maximum: 100, default: 10 })) limit: number,
    @Query('q', Type.Optional(Type.String())) q: string | undefined,
    @Query('reverse', Type.Boolean({ default: false })) reverse: boolean,
  ) {
    const found = items.filter((item) => q === undefined || item.includes(q)).slice(offset, offset + limit);
    return reverse ? found.reverse() : found;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
