import { createApp } from '@typhoon/core';
import t from 'tap';
import { openapi } from '#src/plugin/openapi-plugin.js';
import type { OpenApiPluginOptions } from '#src/plugin/plugin-options.js';
import { PET_SHOP, PET_SHOP_OPTIONS } from '../fixtures/pet-shop.js';

function start(test: Pick<typeof t, 'teardown'>, options: Partial<OpenApiPluginOptions> = {}, server: object = {}) {
  const app = createApp({
    controllers: PET_SHOP,
    server: { logger: false, ...server },
    plugins: [async (fastify) => fastify.register(openapi, { ...PET_SHOP_OPTIONS, ...options })],
  });
  test.teardown(() => app.close());
  return app;
}

t.test('serves pages that load everything by relative addresses', async (t) => {
  const app = start(t);
  for (const path of ['/docs', '/redoc', '/docs/oauth2-redirect']) {
    const { payload, headers } = await app.inject(path);
    t.equal(headers['content-type'], 'text/html; charset=utf-8');
    t.match(headers['content-security-policy'], /^default-src 'none'/);
    t.notMatch(headers['content-security-policy'], /unsafe/);
    const addresses = [...payload.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
    t.ok(addresses.length > 0 && addresses.every((address) => !address.startsWith('/') && !address.includes('://')), path);
    for (const address of addresses) t.equal((await app.inject(new URL(address, `http://host${path}`).pathname)).statusCode, 200, address);
  }
});

t.test('sends a page asked for with a stray slash back, its query kept', async (t) => {
  const app = start(t);
  t.match(await app.inject('/docs/?deep=1'), { statusCode: 308, headers: { location: '../docs?deep=1' } });
});

t.test('lets the sign-in window reach the page that opened it', async (t) => {
  const app = start(t);
  t.match((await app.inject('/docs')).headers, { 'cross-origin-opener-policy': 'same-origin-allow-popups' });
  t.match((await app.inject('/docs/oauth2-redirect')).headers, { 'cross-origin-opener-policy': 'unsafe-none' });
});

t.test('names the prefix of a trusted proxy as the server, where none is named', async (t) => {
  const ask = async (options: { trustProxy: boolean; documents?: Partial<OpenApiPluginOptions> }): Promise<unknown> => {
    const app = start(t, options.documents, { trustProxy: options.trustProxy });
    const headers = { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-prefix': '/shop' };
    const { servers } = (await app.inject({ url: '/openapi.json', headers })).json<{ servers: unknown }>();
    t.match((await app.inject({ url: '/openapi.yaml', headers })).payload, `url: ${(servers as { url: string }[])[0]?.url ?? ''}`);
    t.match((await app.inject('/openapi.json')).json(), { servers: options.documents?.servers ?? [{ url: '/' }] }, 'others see it as before');
    return servers;
  };
  t.strictSame(await ask({ trustProxy: true }), [{ url: '/shop' }]);
  t.strictSame(await ask({ trustProxy: false }), [{ url: '/' }], 'a stranger says nothing');
  t.strictSame(await ask({ trustProxy: true, documents: { servers: [{ url: '/api' }] } }), [{ url: '/api' }]);
});

t.test('serves no page of a document that is not served', async (t) => {
  const app = start(t, { documents: [{ json: null }] });
  for (const path of ['/openapi.json', '/docs', '/redoc']) t.equal((await app.inject(path)).statusCode, 404, path);
  t.equal((await app.inject('/openapi.yaml')).statusCode, 200);
});
