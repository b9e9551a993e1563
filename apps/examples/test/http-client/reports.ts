import { createInMemoryClient, mockHttp } from '@typhoon/testing';
import t from 'tap';
import { createReportsApp } from '#src/http-client/reports.js';

const app = createReportsApp();
const upstream = mockHttp(app);
const client = await createInMemoryClient(app);
t.teardown(() => client.close());

t.test('a page that a client names is read, unless it is within', async (t) => {
  upstream.on('GET', 'https://example.com/').reply({ body: '<title>Example</title>' });
  t.equal((await client.post('/links/previews', { json: { url: 'https://example.com/' } })).json(), 'Example');
  t.equal((await client.post('/links/previews', { json: { url: 'http://169.254.169.254/latest/meta-data' } })).status, 502);
});

t.test('a file is passed on as it comes', async (t) => {
  upstream.on('GET', 'https://archive.example/files/7').reply({ body: '%PDF', headers: { 'content-type': 'application/pdf' } });
  upstream.on('GET', 'https://archive.example/files/8').reply({ body: '<html>' });
  t.equal((await client.get('/files/7')).text, '%PDF');
  t.equal((await client.get('/files/8')).status, 404);
});

t.test('an order is sent again, since the service knows its key', async (t) => {
  upstream.on('POST', 'https://archive.example/orders', { times: 1 }).fail();
  upstream.on('POST', 'https://archive.example/orders', { headers: { 'idempotency-key': 'pens' } }).reply({ body: { id: 1 } });
  t.strictSame((await client.post('/orders', { json: { text: 'pens' } })).json(), { id: 1 });
});
