import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import { httpClients } from '#src/http-clients.js';
import { AT_ONCE, createTestApp } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('Metrics and the state of hosts tell what the clients of an application do', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => sendJson(response, 1, Number((url ?? '').slice(1))));
  const shop = httpClient('shop', { baseUrl: upstream.url, retries: { limit: 1, ...AT_ONCE }, circuitBreaker: { minimum: 4, ratio: 1 } });
  const app = createTestApp(t, {});
  await app.run(shop, async (client) => {
    await client.get('/200');
    await client.get('/404').catch(() => undefined);
    await client.get('/200');
    const metrics = await Promise.all(
      [...app.metrics].map(async ({ name, read }) => [name, [...(await read())].map(({ labels, value }) => [{ ...labels }, value])] as const),
    );
    const client0 = { client: 'shop' };
    t.strictSame(Object.fromEntries(metrics.filter(([name]) => name.startsWith('http_client_'))), {
      http_client_calls_total: [
        [{ ...client0, result: '200' }, 2],
        [{ ...client0, result: '404' }, 1],
      ],
      http_client_retries_total: [[client0, 0]],
      http_client_calls_active: [[client0, 0]],
      http_client_calls_waiting: [[client0, 0]],
      http_client_circuits_open: [[client0, 0]],
    });
  });
  await app.run(httpClients, (clients) => t.strictSame(clients.hosts, { shop: [{ origin: upstream.url, circuit: 'closed', active: 0, waiting: 0 }] }));
});
