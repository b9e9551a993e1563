import { Controller, Get, Model, Type, createApp } from 'typhoon';

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
  controllers: [ItemsController, MetricsController],
  docs: {
    tags: [{ name: 'items', description: 'What is sold.' }, { name: 'internal' }],
    documents: [
      { exclude: ['internal'] },
      {
        name: 'internal',
        info: { title: 'Shop, internal' },
        redoc: null,
        onRequest: (request, reply, done) => {
          if (request.headers['x-staff'] === 'yes') done();
          else reply.code(404).send({ title: 'Not Found' });
        },
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
