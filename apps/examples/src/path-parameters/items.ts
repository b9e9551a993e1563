import { Controller, Get, Path, Type, createApp } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.Object({ id: Type.Integer(), next: Type.Integer() }) })
  read(@Path('id', Type.Integer()) id: number) {
    return { id, next: id + 1 };
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
