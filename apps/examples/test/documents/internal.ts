import t from 'tap';
import { app } from '#src/documents/internal.js';

const staff = { authorization: `Basic ${Buffer.from('ada:for the example only').toString('base64')}` };

t.teardown(() => app.close());

t.test('publishes one document for all and one for staff', async (t) => {
  const main = (await app.inject('/openapi.json')).json();
  t.strictSame(Object.keys(main.paths), ['/items']);
  t.strictSame(main.webhooks.orderPlaced.post.requestBody.content['application/json'].schema, { $ref: '#/components/schemas/OrderPlaced' });
  t.equal((await app.inject('/internal.json')).statusCode, 401);
  const internal = (await app.inject({ url: '/internal.json', headers: staff })).json();
  t.strictSame([internal.info.title, Object.keys(internal.paths)], ['Shop, internal', ['/items', '/metrics']]);
});

t.test('hands documents to programs', async (t) => {
  await app.ready();
  t.equal(app.fastify.openapi('internal').info.title, 'Shop, internal');
});

t.test('serves the pages of each', async (t) => {
  t.equal((await app.inject('/docs')).statusCode, 200);
  t.equal((await app.inject('/redoc')).statusCode, 200);
  t.equal((await app.inject({ url: '/docs/internal', headers: staff })).statusCode, 200);
  t.equal((await app.inject({ url: '/redoc/internal', headers: staff })).statusCode, 404);
});
