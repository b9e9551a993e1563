import { Controller, Depends, Get, Header, Query, Type, createApp, dependency } from 'typhoon';

const paging = dependency(
  {
    offset: Query('offset', Type.Integer({ minimum: 0, default: 0 })),
    limit: Query('limit', Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
  },
  ({ offset, limit }) => ({ from: offset, to: offset + limit }),
);

const language = dependency({ header: Header('accept-language', Type.String({ default: 'en' })) }, ({ header }) => header.slice(0, 2));

/** Needs both: dependencies of dependencies. */
const page = dependency({ paging, language }, async ({ paging, language }) => `${language}, items ${paging.from} to ${paging.to}`);

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.String() })
  list(@Depends(page) page: string, @Depends(language) language: string) {
    return `${page} (${language})`;
  }
}

export const app = createApp({ title: 'Items', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
