import { Controller, Model, Post, Type } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';

class Order extends Model({ id: Type.Integer(), count: Type.Integer({ default: 1 }) }) {}

const seen = { requestBody: { content: { 'application/json': { schema: Order } } }, responses: { 204: { description: 'Seen' } } };

@Controller('/orders', { callbacks: { shipped: { '{$request.body#/shipped}': { post: seen, put: seen } } } })
class OrdersController {
  @Post('/', { callbacks: { paid: { '{$request.body#/paid}': { post: { ...seen, operationId: 'orderPaid', summary: 'It was paid' } } } } })
  create(): string {
    return '';
  }
}

t.test('names webhooks and their operations where they do not say', async (t) => {
  const webhooks = {
    orderPlaced: { post: seen, put: seen, parameters: [{ name: 'x-signature', in: 'header', schema: Type.String({ minLength: 1 }) }] },
    'order-lost': { post: { ...seen, operationId: 'lost', summary: 'It was lost' } },
  };
  const document = await documentOf(t, [], { webhooks });
  t.match(document.webhooks, {
    orderPlaced: {
      post: {
        operationId: 'webhooks.orderPlaced',
        summary: 'Order placed',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
      },
      put: { operationId: 'webhooks.orderPlaced.put', summary: 'Order placed' },
      parameters: [{ name: 'x-signature', in: 'header', schema: { type: 'string', minLength: 1 } }],
    },
    'order-lost': { post: { operationId: 'lost', summary: 'It was lost' } },
  });
  t.strictSame(document.components?.schemas?.['Order']?.['required'], ['id', 'count'], 'what we send is our output');
});

t.test('names callbacks of a route and of its controller after the operation', async (t) => {
  const { paths } = await documentOf(t, [OrdersController]);
  t.match(paths['/orders']?.['post'], {
    callbacks: {
      shipped: {
        '{$request.body#/shipped}': { post: { operationId: 'orders.create.shipped', summary: 'Shipped' }, put: { operationId: 'orders.create.shipped.put' } },
      },
      paid: { '{$request.body#/paid}': { post: { operationId: 'orderPaid', summary: 'It was paid' } } },
    },
  });
});

t.test('refuses a webhook with the id of a route', async (t) => {
  const webhooks = { placed: { post: { ...seen, operationId: 'orders.create' } } };
  await t.rejects(documentOf(t, [OrdersController], { webhooks }), {
    code: 'TYPHOON_ERR_OPENAPI_CONFLICT',
    message: /webhook placed POST: the operation id 'orders\.create' is that of \/orders POST too/,
  });
});
