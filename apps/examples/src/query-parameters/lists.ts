import { Controller, Get, Query, Type, createApp } from 'typhoon';

@Controller('/search')
export class SearchController {
  @Get('/', { response: Type.Unknown() })
  search(
    @Query('tag', Type.Array(Type.String(), { default: [] })) tags: string[],
    @Query('ids', Type.Array(Type.Integer(), { default: [] }), { explode: false }) ids: number[],
    @Query('price', Type.Optional(Type.Object({ from: Type.Number(), to: Type.Number() })), { style: 'deepObject' })
    price: { from: number; to: number } | undefined,
  ) {
    return { tags, ids, price };
  }
}

export const app = createApp({ title: 'Search', version: '1.0.0', license: 'MIT', controllers: [SearchController] });
