import { Controller, Get, Path, Type } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('id', Type.Integer()) id: string) {
    return `Item ${id}`;
  }
}
