import { Controller, Get, Path, Query, Type, createApp } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(
    @Path('id', Type.Integer({ minimum: 1 }), { description: 'The number of the item.', example: 3 }) id: number,
    @Query('code', Type.Optional(Type.String({ minLength: 3, maxLength: 8, pattern: '^[A-Z]+$' })), { description: 'As printed on the label.' })
    code: string | undefined,
    @Query('weight', Type.Number({ exclusiveMinimum: 0, maximum: 50, multipleOf: 0.5, default: 1 })) weight: number,
  ) {
    return `${id} ${code ?? 'without a code'}, ${weight} kg`;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
