import { once } from 'node:events';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import { createTestApp } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('Connections are kept for the next call, and ended with the application', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 1));
  const app = createTestApp(t, {});
  await app.run(httpClient('service', { baseUrl: upstream.url }), async (client) => {
    for (let count = 0; count < 5; count++) await client.get('/');
  });
  const sockets = new Set(upstream.requests.map(({ socket }) => socket));
  t.ok(sockets.size < 5, `${sockets.size} connections for 5 calls`);
  const [socket] = sockets;
  const closed = socket === undefined ? undefined : once(socket, 'close');
  await app.close();
  await closed;
});
