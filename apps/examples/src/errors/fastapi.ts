import { Controller, Get, HttpError, Path, Type, createApp } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('id', Type.Integer()) id: number): string {
    throw new HttpError(404, `No item has id ${id}.`);
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', errors: 'fastapi', controllers: [ItemsController] });
