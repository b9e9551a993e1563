import Fastify from 'fastify';
import t from 'tap';
import { readRequestAttributes } from '#src/tracing/request-attributes.js';

t.test('behind a trusted proxy, client and server are those that the client knows', async (t) => {
  const server = Fastify({ trustProxy: true, rewriteUrl: () => '/inner' });
  t.teardown(() => server.close());
  server.get('/inner', async (request) => Promise.resolve(readRequestAttributes(request)));
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example:8443' };
  const attributes = (await server.inject({ url: '/outer?a=1', headers })).json<object>();
  t.match(attributes, {
    'url.scheme': 'https',
    'url.path': '/outer',
    'url.query': 'a=1',
    'http.route': '/inner',
    'server.address': 'shop.example',
    'server.port': 8443,
    'client.address': '203.0.113.9',
    'network.peer.address': '127.0.0.1',
  });
});

t.test('what is not known is not said', async (t) => {
  const server = Fastify();
  t.teardown(() => server.close());
  server.setNotFoundHandler(async (request) => Promise.resolve(readRequestAttributes(request)));
  const attributes = (await server.inject({ url: '/nowhere', headers: { 'user-agent': '' } })).json<object>();
  for (const name of ['url.query', 'http.route']) t.notOk(name in attributes, name);
});
