// Runs in a process of its own: it sets variables of the environment.
import t from 'tap';

process.env['LOG_LEVEL'] = 'silent';
const { app } = await import('#src/deployment/server.js');

t.teardown(() => app.close());

t.test('believes the proxy, and nobody else', async (t) => {
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
  t.strictSame((await app.inject({ url: '/status', headers, remoteAddress: '10.0.0.1' })).json(), { ip: '203.0.113.9', protocol: 'https' });
  t.strictSame((await app.inject({ url: '/status', headers, remoteAddress: '198.51.100.7' })).json(), { ip: '198.51.100.7', protocol: 'http' });
});

t.test("takes the proxy's id of the request", async (t) => {
  t.equal((await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'abc' } })).json<{ requestId: string }>().requestId, 'abc');
});
