import { Controller, Get, Path, Post, Query, Type, createApp } from 'typhoon';

const Item = Type.Object({ id: Type.Integer(), name: Type.String() });

@Controller('/items', { tags: ['items'], externalDocs: { url: 'https://example.com/handbook' }, 'x-team': 'warehouse' })
export class ItemsController {
  @Get('/:id', {
    summary: 'Read an item',
    description: 'Anybody may. **Markdown** is understood.',
    response: Item,
    responseDescription: 'The item.',
    examples: { pen: { summary: 'A pen', value: { id: 3, name: 'Pen' } } },
  })
  read(@Path('id', Type.Integer(), { description: 'Its number.', example: 3 }) id: number) {
    return { id, name: 'Pen' };
  }

  @Get('/', { operationId: 'search_items', tags: ['search'], response: Type.Array(Item) })
  list(
    @Query('q', Type.Optional(Type.String()), { examples: { short: { value: 'pen' }, long: { summary: 'Several words', value: 'blue fountain pen' } } })
    q: string | undefined,
    @Query('page', Type.Optional(Type.Integer()), { deprecated: true }) page: number | undefined,
    @Query('debug', Type.Boolean({ default: false }), { hidden: true }) debug: boolean,
  ) {
    return [{ id: page ?? 1, name: debug ? 'debug' : (q ?? 'Pen') }];
  }

  @Post('/reindex', { deprecated: true, status: 204 })
  reindex(): void {}

  @Get('/health', { hidden: true, response: Type.String() })
  health() {
    return 'ok';
  }
}

export const app = createApp({
  title: 'Items',
  version: '1.0.0',
  description: 'What the warehouse has.',
  contact: { name: 'Warehouse', email: 'warehouse@example.com' },
  license: { name: 'MIT', identifier: 'MIT' },
  controllers: [ItemsController],
  docs: {
    tags: [
      { name: 'items', description: 'What is sold.' },
      { name: 'search', description: 'Finding things.' },
    ],
  },
});
