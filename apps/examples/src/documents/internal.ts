import { Controller, Get, HttpError, Model, Type, createApp, dependency, security } from 'typhoon';

const staff = dependency({ login: security.basic() }, ({ login }) => {
  if (login.password !== 'for the example only') throw new HttpError(403);
});

class OrderPlaced extends Model({ order: Type.Integer(), at: Type.DateTime() }) {}

@Controller('/items', { tags: ['items'] })
export class ItemsController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return ['Pen'];
  }
}

@Controller('/metrics', { tags: ['internal'] })
export class MetricsController {
  @Get('/', { response: Type.Object({ requests: Type.Integer() }) })
  read() {
    return { requests: 42 };
  }
}

export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ItemsController, MetricsController],
  docs: {
    tags: [
      { name: 'items', description: 'What is sold.' },
      { name: 'internal', description: 'For those who run the shop.' },
    ],
    documents: [
      { exclude: ['internal'] },
      {
        name: 'internal',
        info: { title: 'Shop, internal' },
        redoc: null,
        security: [staff],
      },
    ],
    webhooks: {
      orderPlaced: {
        post: {
          summary: 'Sent to you when an order is placed.',
          requestBody: { content: { 'application/json': { schema: OrderPlaced } } },
          responses: { 204: { description: 'You have seen it.' } },
        },
      },
    },
  },
});
