import t from 'tap';
import fastify from 'fastify';
import { assertCookie, setCookie } from '#src/cookies/set-cookie.js';
import type { CookieAttributes } from '#src/cookies/set-cookie.js';

type Cookie = Parameters<typeof setCookie>[2];

async function answer(host: string, ...cookies: Cookie[]): Promise<{ status: number; cookies: string[]; cacheControl: unknown }> {
  const app = fastify();
  app.get('/', (request, reply) => {
    for (const cookie of cookies) setCookie(request, reply, cookie);
    return 'done';
  });
  const { statusCode, headers } = await app.inject({ url: '/', headers: { host } });
  return { status: statusCode, cookies: [headers['set-cookie'] ?? []].flat(), cacheControl: headers['cache-control'] };
}

t.test('sends what is careful, unless something else is said', async (t) => {
  const { cookies, cacheControl } = await answer('shop.example', { name: 'theme', value: 'dark', maxAge: 90_000 });
  t.strictSame(cookies, ['theme=dark; Max-Age=90; Path=/; HttpOnly; Secure; SameSite=Lax']);
  t.equal(cacheControl, 'private, no-cache');
});

t.test('leaves out Secure on this machine alone, and never for names of TLS', async (t) => {
  for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000'])
    t.notMatch((await answer(host, { name: 'a', value: '1', maxAge: 1 })).cookies[0], /Secure/, host);
  t.match((await answer('localhost', { name: '__Host-a', value: '1', maxAge: 1 })).cookies[0], /Secure/);
  t.match((await answer('localhost.shop.example', { name: 'a', value: '1', maxAge: 1 })).cookies[0], /Secure/);
});

t.test('in production sends Secure whatever the host: a proxy may ask for this machine itself', async (t) => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  t.teardown(() => {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  });
  t.match((await answer('127.0.0.1:3000', { name: 'a', value: '1', maxAge: 1 })).cookies[0], /Secure/);
  t.notMatch((await answer('127.0.0.1:3000', { name: 'a', value: '1', maxAge: 1, secure: false })).cookies[0], /Secure/);
});

t.test('sets a name once, beside the others', async (t) => {
  const { cookies } = await answer('shop.example', ...['1', '2'].flatMap((value) => ['a', 'ab'].map((name) => ({ name, value, maxAge: 1_000 }))));
  t.strictSame(
    cookies.map((cookie) => cookie.split(';')[0]),
    ['a=2', 'ab=2'],
  );
});

t.test('refuses what browsers would drop without a word', async (t) => {
  t.equal((await answer('shop.example', { name: 'a', value: 'x'.repeat(4_096), maxAge: 1 })).status, 500);
});

t.test('says at the start what a browser would refuse because of the name', async (t) => {
  const rows: readonly (readonly [string, CookieAttributes, RegExp])[] = [
    ['a b', {}, /expects a name of letters/],
    ['__Host-a', { path: '/shop' }, /expects the path '\/' and no domain/],
    ['__Host-a', { domain: 'shop.example' }, /expects the path '\/' and no domain/],
    ['__Secure-a', { secure: false }, /one of TLS alone/],
    ['a', { sameSite: 'none', secure: false }, /one of TLS alone/],
  ];
  for (const [name, attributes, message] of rows) t.throws(() => assertCookie(name, attributes), { name: 'TypeError', message }, name);
  t.doesNotThrow(() => assertCookie('__Secure-a', { domain: 'shop.example' }));
});
