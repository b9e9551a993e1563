import t from 'tap';
import { app } from '#src/browsers/shop.js';

t.teardown(() => app.close());

t.test('a session keeps the cart over the sign-in, and strangers are refused', async (t) => {
  let cookie = '';
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: string | object, headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      method,
      url,
      headers: { host: 'localhost', cookie, ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) cookie = String(set).split(';')[0] ?? '';
    return answer;
  };
  t.equal((await send('GET', '/me')).statusCode, 401);
  t.strictSame((await send('POST', '/cart', 'pen')).json(), ['pen']);
  const before = cookie;
  t.equal((await send('POST', '/sign-in', { name: 'Ada' })).json(), 'Ada');
  t.not(cookie, before);
  t.strictSame((await send('GET', '/me')).json(), { name: 'Ada', notices: ['Welcome, Ada.'] });
  t.strictSame((await send('POST', '/cart', 'ink')).json(), ['pen', 'ink']);
  t.match((await send('POST', '/cart', 'evil', { origin: 'https://evil.example' })).json(), { status: 403, code: 'cross_site_request' });
  t.strictSame((await send('POST', '/cart', 'nib', { origin: 'https://www.shop.example' })).json(), ['pen', 'ink', 'nib']);
  await send('DELETE', '/sign-in');
  t.equal((await send('GET', '/me')).statusCode, 401);
});

t.test('pages of the shop read answers, and other hosts are not served', async (t) => {
  const page = await app.inject({ url: '/me', headers: { host: 'api.shop.example', origin: 'https://shop.example' } });
  t.match(page.headers, {
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-credentials': 'true',
    'x-content-type-options': 'nosniff',
  });
  t.equal((await app.inject({ url: '/me', headers: { host: 'evil.example' } })).statusCode, 421);
  t.match(
    (await app.inject({ url: '/docs', headers: { host: 'localhost' } })).headers['content-security-policy'],
    /default-src 'none'/,
    'the pages keep their own policy',
  );
});
