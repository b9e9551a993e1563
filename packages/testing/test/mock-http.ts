import { Controller, Depends, Get, Model, Post, Type, createApp } from '@typhoon/core';
import { httpClient } from '@typhoon/http-client';
import type { HttpClient } from '@typhoon/http-client';
import t from 'tap';
import { createInMemoryClient } from '#src/in-memory-client.js';
import { mockHttp } from '#src/mock-http.js';

const URL_OF = 'https://shop.test/v1';
const shop = httpClient('shop', { baseUrl: URL_OF, timeout: 300, retries: { limit: 1, delay: 0 } });

class Order extends Model({ id: Type.Integer(), at: Type.DateTime() }) {}

@Controller('/orders')
class OrdersController {
  @Get('/', { response: Order })
  async read(@Depends(shop) client: HttpClient) {
    return client.get('/orders/:id', { params: { id: 7 }, query: { deep: true }, response: Order });
  }

  @Post('/', { response: Type.Unknown() })
  async create(@Depends(shop) client: HttpClient) {
    return (await client.post('/orders', { json: { pens: 2 }, headers: { 'x-key': 'k' } })).json();
  }
}

async function start(t: { teardown(end: () => unknown): void }) {
  const app = createApp({ controllers: [OrdersController], server: { logger: false } });
  const upstream = mockHttp(app);
  const client = await createInMemoryClient(app);
  t.teardown(async () => client.close());
  return { upstream, client, app };
}

t.test('What other services answer is said in the test, and what was asked is read there', async (t) => {
  const { upstream, client } = await start(t);
  upstream.on('GET', `${URL_OF}/orders/:id`, { query: { deep: 'true' } }).replyAs(Order, { id: 7, at: new Date(0) });
  upstream.on('post', `${URL_OF}/orders`, { json: { pens: 2 }, headers: { 'X-Key': 'k' } }).reply(({ body }) => ({ body: { got: body } }));
  t.strictSame((await client.get('/orders')).json(), { id: 7, at: '1970-01-01T00:00:00.000Z' });
  t.strictSame((await client.post('/orders')).json(), { got: '{"pens":2}' });
  t.strictSame(
    upstream.calls.map(({ method, url }) => `${method} ${url.pathname}${url.search}`),
    ['GET /v1/orders/7?deep=true', 'POST /v1/orders'],
  );
  upstream.done();
  // @ts-expect-error the value must fit the schema
  t.throws(() => upstream.on('GET', URL_OF).replyAs(Order, { id: '7' }));
});

t.test('A call that nobody answers fails with what is answered, and is not taken for a failure of the service', async (t) => {
  const { upstream, client, app } = await start(t);
  upstream.on('GET', `${URL_OF}/orders/:id`, { query: { deep: 'false' } });
  t.equal((await client.get('/orders')).status, 500);
  await app.run(shop, async (direct) => {
    const answered = `Answered are: GET ${URL_OF}/orders/:id.`;
    await t.rejects(direct.get('/items'), new Error(`mockHttp: nobody answers GET ${URL_OF}/items. ${answered}`));
  });
  t.throws(() => upstream.done(), { message: /^mockHttp: nobody answers GET .*deep=true; nobody answers .*; nobody has asked for GET / });
  t.throws(() => mockHttp(app), { code: 'TYPHOON_ERR_APP_STATE' });
});

t.test('Services fail and hang as real ones do, as often as is said', async (t) => {
  const { upstream, client } = await start(t);
  upstream.on('GET', `${URL_OF}/orders/7`, { times: 1 }).fail();
  upstream.on('GET', `${URL_OF}/orders/7`, { times: 1 }).reply({ body: { id: 1, at: '2026-05-01T00:00:00Z' } });
  t.equal((await client.get('/orders')).status, 200, 'the second try succeeds');
  upstream.on('GET', `${URL_OF}/orders/7`, { times: 1 }).hang();
  t.equal((await client.get('/orders')).status, 504);
  upstream.on('GET', `${URL_OF}/orders/7`).reply({ status: 404, body: 'none', headers: { 'Content-Type': 'text/plain' } });
  t.equal((await client.get('/orders')).status, 502);
  t.equal(upstream.calls.length, 4);
});
