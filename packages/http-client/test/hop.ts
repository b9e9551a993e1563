import t from 'tap';
import { assertAllowed } from '#src/hop.js';
import { UpstreamFailed } from '#src/upstream-errors.js';
import { runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

const SECRETS = { authorization: 'Bearer secret', cookie: 'a=secret', 'x-api-key': 'secret' };

t.test('A redirect to the same origin is followed with all headers', async (t) => {
  const upstream = await startUpstream(t, ({ url, headers }, response) =>
    url === '/old' ? response.writeHead(301, { location: '/new?x=1#top' }).end() : sendJson(response, [url, headers['x-api-key']]),
  );
  await runClient(t, { baseUrl: upstream.url, headers: SECRETS }, async (client) => {
    t.strictSame((await client.get('/old')).json(), ['/new?x=1', 'secret']);
  });
});

t.test('A redirect to another origin takes no secret, no id and no body along', async (t) => {
  const other = await startUpstream(t, ({ headers }, response) => sendJson(response, headers));
  const upstream = await startUpstream(t, ({ method }, response) => response.writeHead(method === 'GET' ? 302 : 307, { location: `${other.url}/there` }).end());
  await runClient(t, { baseUrl: upstream.url, headers: SECRETS, privateAddresses: true, propagate: true }, async (client) => {
    const seen = (await client.get('/', { headers: { 'x-own': 'secret' } })).json() as Record<string, string>;
    t.strictSame(Object.keys(seen).sort(), ['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    await t.rejects(client.post('/', { json: { password: 'secret' } }), { code: 'upstream_failed', message: /a body is not sent to another origin\.$/ });
    t.equal(other.requests.length, 1);
  });
});

t.test('A redirect to a private address that is not the own origin is refused', async (t) => {
  const other = await startUpstream(t, (_, response) => sendJson(response, 'secret'));
  const upstream = await startUpstream(t, ({ url = '' }, response) =>
    response.writeHead(302, { location: other.url.replace('127.0.0.1', url === '/name' ? 'localhost' : '127.0.0.1') }).end(),
  );
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    for (const path of ['/', '/name']) await t.rejects(client.get(path), { code: 'upstream_failed', message: /private address/ });
    t.equal(other.requests.length, 0);
  });
});

t.test('A method and its body are kept by 307 and 308; 303, and 301 and 302 of a POST, make a GET of it', async (t) => {
  const upstream = await startUpstream(t, ({ url = '/', method, body, headers }, response) =>
    url === '/end' ? sendJson(response, [method, body, headers['content-type']]) : response.writeHead(Number(url.slice(1)), { location: '/end' }).end(),
  );
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    const sent = async (method: string, path: string): Promise<unknown> => (await client.request(path, { method, json: 1 })).json();
    for (const path of ['/307', '/308']) t.strictSame(await sent('POST', path), ['POST', '1', 'application/json']);
    for (const path of ['/301', '/302', '/303']) t.strictSame(await sent('POST', path), ['GET', '', null]);
    t.strictSame(await sent('PUT', '/301'), ['PUT', '1', 'application/json']);
    const stream = (async function* () {
      yield Buffer.from('1');
    })();
    await t.rejects(client.post('/307', { body: stream }), { message: /cannot be sent again\.$/ });
  });
});

t.test('Redirects without an end, and to what is no address, are a 502; none is followed where none is wanted', async (t) => {
  const upstream = await startUpstream(t, ({ url }, response) => response.writeHead(302, { location: url === '/mail' ? 'mailto:a@b.test' : '/again' }).end());
  await runClient(t, { baseUrl: upstream.url, redirects: 3 }, async (client) => {
    await t.rejects(client.get('/'), { code: 'upstream_failed', message: /redirects more than 3 times\.$/ });
    t.equal(upstream.requests.length, 4);
    await t.rejects(client.get('/mail'), { message: /no address of HTTP\.$/ });
  });
  await runClient(t, { baseUrl: upstream.url, redirects: 0 }, async (client) => {
    t.match(await client.get('/', { anyStatus: true }), { status: 302, headers: { location: '/again' } });
  });
});

t.test('Only hosts that are allowed are called', (t) => {
  const settings = { allowedHosts: ['api.test', '*.example.test'], transport: { privateAddresses: true } } as unknown as Parameters<typeof assertAllowed>[1];
  const isAllowed = (url: string): boolean => {
    try {
      assertAllowed(new URL(url), settings, 'web: GET');
      return true;
    } catch (error) {
      if (error instanceof UpstreamFailed) return false;
      throw error;
    }
  };
  for (const url of ['http://api.test', 'https://API.test:8443/x', 'http://api.test.', 'http://a.b.example.test']) t.ok(isAllowed(url), url);
  for (const url of ['http://x.api.test', 'http://example.test', 'http://evilexample.test', 'http://api.test.evil.test', 'http://api.test@evil.test'])
    t.notOk(isAllowed(url), url);
  t.end();
});
