import t from 'tap';
import type { Test } from 'tap';
import { Controller, Get, Type, createApp, dependency, security } from '@typhoon/core';
import type { ApplicationOptions } from '@typhoon/core';
import { health } from '#src/index.js';
import type { HealthOptions } from '#src/index.js';

async function start(t: Test, options: HealthOptions = {}, given: Partial<ApplicationOptions> = {}) {
  const app = createApp({ controllers: [], server: { logger: false }, ...given, plugins: [...(given.plugins ?? []), health(options)] });
  t.teardown(() => app.close());
  await app.ready();
  return app;
}

t.test('an application says that it is alive, and ready until it ends', async (t) => {
  const app = await start(t);
  for (const path of ['/healthz', '/readyz']) {
    const response = await app.inject(path);
    t.equal(response.statusCode, 200);
    t.strictSame(response.json(), { status: 'ok' });
    t.match(response.headers, { 'cache-control': 'no-store', 'content-type': /^application\/json/ });
  }
  app.beginDraining();
  const response = await app.inject('/readyz');
  t.equal(response.statusCode, 503);
  t.strictSame(response.json(), { status: 'draining' });
  t.equal((await app.inject('/healthz')).statusCode, 200, 'it is alive while it ends');
});

t.test('a limit of requests by the plugin of Fastify does not count probes', async (t) => {
  const seen: unknown[] = [];
  const app = await start(t, {}, { plugins: [(fastify) => void fastify.addHook('onRequest', async (request) => void seen.push(request.routeOptions.config))] });
  await app.inject('/readyz');
  t.match(seen, [{ rateLimit: false }]);
});

t.test('a dependency may stand before it', async (t) => {
  const operator = dependency({ key: security.apiKey({ in: 'header', name: 'x-key' }) }, ({ key }) => key);
  const app = await start(t, { dependencies: [operator] });
  t.equal((await app.inject('/readyz')).statusCode, 401);
  t.equal((await app.inject({ url: '/readyz', headers: { 'x-key': 'k' } })).statusCode, 200);
});

t.test('other paths, or none, and a path that the application answers itself', async (t) => {
  @Controller('/healthz')
  class OwnController {
    @Get('/', { response: Type.String() })
    read() {
      return 'mine';
    }
  }
  const own = await start(t, { ready: '/internal/ready' }, { controllers: [OwnController] });
  t.equal((await own.inject('/healthz')).body, '"mine"');
  t.equal((await own.inject('/readyz')).statusCode, 404);
  t.equal((await own.inject('/internal/ready')).statusCode, 200);

  const byPlugin = await start(t, { live: false }, { plugins: [(fastify) => void fastify.get('/readyz', () => 'mine')] });
  t.equal((await byPlugin.inject('/readyz')).body, 'mine');
  t.equal((await byPlugin.inject('/healthz')).statusCode, 404);
});

t.test('says at boot what is no option: a misspelt protection would protect nothing', (t) => {
  t.throws(() => health({ securty: [] } as never), {
    name: 'BootError',
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /'securty' is not known\. Write 'security'/,
  });
  t.throws(() => health({ timeout: '2s' } as never), { message: /'timeout' expects milliseconds, 0 or more but got the text '2s'/ });
  t.end();
});
