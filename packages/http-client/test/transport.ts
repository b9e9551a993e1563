import { Readable } from 'node:stream';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import { httpTransport } from '#src/transport.js';
import type { TransportRequest } from '#src/transport.js';
import { createTestApp } from './fixtures/client.js';

t.test('What sends requests can be replaced, and is closed with the application', async (t) => {
  const seen: string[] = [];
  const send = async ({ method, url, headers, body }: TransportRequest) => {
    seen.push(`${method} ${url.href} ${headers['x-key']} ${body as string}`);
    return Promise.resolve({ status: 200, headers: {}, body: Readable.from([Buffer.from('"ok"')]) });
  };
  const app = createTestApp(t, {});
  app.override(httpTransport, () => (options) => {
    seen.push(`${options.connections} ${String(options.privateAddresses)}`);
    return { send, close: async () => Promise.resolve(void seen.push('closed')) };
  });
  const service = httpClient('service', { baseUrl: 'https://api.test/v1', headers: { 'x-key': 'k' }, concurrency: 7 });
  t.equal(await app.run(service, async (client) => (await client.post('/a', { json: 1 })).json()), 'ok');
  await app.close();
  t.strictSame(seen, ['7 https://api.test', 'POST https://api.test/v1/a k 1', 'closed']);
});
