import t from 'tap';
import { Body, BootError, Controller, Get, HttpError, Model, Options, Path, Post, Type } from '@typhoon/core';
import type { CorsSetting } from '#src/cors.js';
import { createWebApp } from './fixtures/web-app.js';

class Item extends Model({ name: Type.String() }) {}
const Gone = HttpError.define({ status: 410, code: 'gone', title: 'Gone' });

@Controller('/items')
class ItemsController {
  @Get('/', { response: Type.String() })
  read() {
    return 'pen';
  }

  @Post('/', { response: Item, bodyLimit: 100 })
  create(@Body(Item) item: Item) {
    return item;
  }

  @Get('/:name', { response: Type.String() })
  byName(@Path('name', Type.String()) name: string) {
    return name;
  }

  @Get('/gone', { response: Type.String(), throws: [Gone] })
  gone(): string {
    throw new Gone();
  }

  @Get('/broken', { response: Type.String() })
  broken(): string {
    throw new Error('broken');
  }

  @Options('/', { response: Type.String() })
  options() {
    return 'mine';
  }
}

const PAGE = 'https://app.example';
const create = (cors: CorsSetting) => createWebApp({ cors }, { controllers: [ItemsController] });

t.test('a page of a named origin may read answers; another gets no permission', async (t) => {
  const app = create([PAGE]);
  const named = await app.inject({ url: '/items', headers: { origin: PAGE } });
  t.match(named.headers, { 'access-control-allow-origin': PAGE, vary: /Origin/ });
  t.match(String(named.headers['access-control-expose-headers']), /ETag.*RateLimit.*X-Request-Id/);
  t.equal(named.headers['access-control-allow-credentials'], undefined);
  const other = await app.inject({ url: '/items', headers: { origin: 'https://evil.example' } });
  t.equal(other.statusCode, 200);
  t.equal(other.headers['access-control-allow-origin'], undefined);
  t.match(other.headers.vary, /Origin/, 'a cache keeps them apart');
});

t.test('pages can read every error, too', async (t) => {
  const app = create({ origins: [PAGE], credentials: true });
  const rows = [
    [400, 'GET', '/items/%zz', undefined],
    [404, 'GET', '/nowhere', undefined],
    [405, 'DELETE', '/items', undefined],
    [410, 'GET', '/items/gone', undefined],
    [413, 'POST', '/items', { name: 'x'.repeat(200) }],
    [422, 'POST', '/items', { name: 1 }],
    [414, 'GET', `/items/${'x'.repeat(200)}`, undefined],
    [500, 'GET', '/items/broken', undefined],
  ] as const;
  for (const [status, method, url, payload] of rows) {
    const answer = await app.inject({ method, url, headers: { origin: PAGE }, ...(payload === undefined ? {} : { payload }) });
    t.match(
      { status: answer.statusCode, ...answer.headers },
      { status, 'access-control-allow-origin': PAGE, 'access-control-allow-credentials': 'true', 'content-type': /problem\+json/ },
      `${status}`,
    );
  }
});

t.test('a preflight is answered for any method and header; an OPTIONS that is none reaches the route', async (t) => {
  const app = create([PAGE]);
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/items',
    headers: { origin: PAGE, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-a, authorization' },
  });
  t.match(
    { status: preflight.statusCode, ...preflight.headers },
    {
      status: 204,
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': /PUT/,
      'access-control-allow-headers': 'x-a, authorization',
      'access-control-max-age': '600',
    },
  );
  const malformed = await app.inject({ method: 'OPTIONS', url: '/%zz', headers: { origin: PAGE, 'access-control-request-method': 'PUT' } });
  t.match([malformed.statusCode, malformed.headers], [204, { 'access-control-allow-methods': /PUT/ }], 'or a page could not read its 400');
  t.match(await app.inject({ method: 'OPTIONS', url: '/items', headers: { origin: PAGE } }), { statusCode: 200, body: /mine/ });
  const refused = await app.inject({ method: 'OPTIONS', url: '/items', headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' } });
  t.equal(refused.headers['access-control-allow-origin'], undefined);
});

t.test('an unknown address stays unknown, and is not one of a wrong method', async (t) => {
  const app = create(true);
  for (const url of ['/nowhere', '/no%20where', '/nowhere/']) t.equal((await app.inject(url)).statusCode, 404, url);
  t.ok(app.fastify.hasPlugin('@fastify/cors'), 'plugins that need it find it');
  t.equal((await app.inject({ method: 'OPTIONS', url: '/nowhere' })).statusCode, 404);
  t.match(await app.inject({ method: 'DELETE', url: '/items' }), { statusCode: 405, headers: { allow: 'GET, HEAD, OPTIONS, POST' } });
});

t.test('true lets every page read, without cookies', async (t) => {
  const { headers } = await create(true).inject({ url: '/items', headers: { origin: 'https://any.example' } });
  t.equal(headers['access-control-allow-origin'], '*');
  t.equal(headers['access-control-allow-credentials'], undefined);
});

t.test('mistakes are found at boot', async (t) => {
  for (const [cors, message] of [
    [{ origins: '*', credentials: true }, /origins '\*' with credentials/],
    [{ origins: ['*'], credentials: true }, /origins '\*' with credentials/],
    [['https://app.example/'], /expects origins but got 'https:\/\/app\.example\/'/],
    [{} as never, /expects true, a list of origins/],
  ] as const) {
    t.throws(() => create(cors), { name: BootError.name, code: 'TYPHOON_ERR_APP_OPTIONS', message });
  }
});
