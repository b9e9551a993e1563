import { Controller, Get, Path, Query, Type, createApp } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('number', Type.Integer()) id: number) {
    return `Item ${id}`;
  }

  @Get('/', { status: 204, response: Type.Array(Type.String()) })
  list(@Query('limit', Type.Integer({ default: 10 })) limit: number) {
    return ['Pen', 'Ink'].slice(0, limit);
  }

  @Get('/', { response: Type.String() })
  first() {
    return 'Pen';
  }
}

export function createWrongApp() {
  return createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
}
