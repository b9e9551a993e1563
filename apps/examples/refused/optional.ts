import { Controller, Get, Query, Type } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.String() })
  list(@Query('q', Type.Optional(Type.String())) q: string) {
    return q.toLowerCase();
  }
}
