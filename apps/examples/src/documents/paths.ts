import { Controller, Get, Type, createApp } from 'typhoon';

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return ['Pen'];
  }
}

/** Behind a proxy that strips /api, with Swagger UI at the root and nothing else. */
export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ItemsController],
  docs: {
    servers: [{ url: '/api' }],
    documents: [{ swaggerUi: '/', json: '/documents/shop.json', redoc: null, yaml: null }],
    swaggerUiParameters: { docExpansion: 'none', filter: true },
  },
});

export const withoutDocuments = createApp({ title: 'Shop', version: '1.0.0', license: 'MIT', controllers: [ItemsController], docs: false });
