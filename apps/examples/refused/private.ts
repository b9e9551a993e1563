import { Controller, Get, Query, Type } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.String() })
  private list(@Query('q', Type.String()) q: string) {
    return q;
  }
}
