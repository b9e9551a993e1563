import { Body, Controller, Get, HttpError, Options, Post, Query, Type, dependency, security } from '@typhoon/core';
import t from 'tap';
import { RateLimit } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const Text = { response: Type.String() };

/** Statuses of so many requests, one after the other. */
async function ask(app: Awaited<ReturnType<typeof startApp>>, count: number, request: object): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push((await app.inject(request)).statusCode);
  return statuses;
}

t.test('answers one more than the limit with 429, and says on each answer what is left', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/', Text)
    @RateLimit('2/m', '1000/h')
    list() {
      return 'items';
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  const first = await app.inject('/items');
  t.equal(first.headers['ratelimit-policy'], '"2/m";q=2;w=60, "1000/h";q=1000;w=3600');
  t.match(first.headers['ratelimit'], /^"2\/m";r=1;t=6\d, "1000\/h";r=999;t=36\d\d$/);
  t.equal((await app.inject({ method: 'HEAD', url: '/items' })).statusCode, 200);
  const refused = await app.inject('/items');
  t.equal(refused.statusCode, 429);
  t.match(refused.headers, {
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': /^[1-6]\d?$/,
    ratelimit: /^"2\/m";r=0;t=\d+, "1000\/h";r=998;/,
  });
  t.match(refused.json(), { status: 429, code: 'rate_limited', title: 'Too many requests', detail: /^No more than 2 per minute; try again in \d+ seconds\.$/ });
});

t.test('counts each address apart, of IPv6 its first 64 bits, and the one that a trusted proxy names', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/', Text)
    @RateLimit('1/m')
    list() {
      return 'items';
    }
  }
  const app = await startApp(t, { controllers: [ItemsController], server: { logger: false, trustProxy: '10.0.0.1' } });
  const from = async (remoteAddress: string, forwarded?: string) =>
    (await app.inject({ url: '/', remoteAddress, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } })).statusCode;
  t.strictSame([await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8:0:1::1')], [200, 429, 200]);
  t.strictSame([await from('10.0.0.1', '203.0.113.1'), await from('10.0.0.1', '203.0.113.2'), await from('10.0.0.1', '203.0.113.1')], [200, 200, 429]);
  t.strictSame([await from('10.0.0.2', '203.0.113.8'), await from('10.0.0.2', '203.0.113.9')], [200, 429], 'nobody else is believed');
});

t.test('counts by who has signed in, after that and before the body is read', async (t) => {
  const user = dependency({ token: security.bearer() }, ({ token }) => (token === 'none' ? HttpError.throw(401) : { id: token }));
  const userId = dependency({ user }, async ({ user }) => Promise.resolve(user.id));

  @Controller('/items', { security: [user] })
  class ItemsController {
    @Post('/', { status: 204 })
    @RateLimit('1/m', { by: userId })
    add(@Body(Type.Object({ name: Type.String() })) _item: { name: string }) {
      return undefined;
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  const as = (token: string) => ({ method: 'POST', url: '/items', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } }) as const;
  t.strictSame(await ask(app, 2, as('none')), [401, 401], 'nobody was counted');
  t.strictSame(await ask(app, 2, { ...as('ada'), payload: '{"name":"pen"}' }), [204, 429]);
  t.equal((await app.inject({ ...as('ada'), payload: '{broken' })).statusCode, 429, 'no body is parsed');
  t.equal((await app.inject({ ...as('bob'), payload: '{"name":"pen"}' })).statusCode, 204);
  app.override(userId, () => 'everyone');
  t.strictSame(await ask(app, 2, { ...as('ada'), payload: '{"name":"pen"}' }), [204, 429], 'a replacement counts');
});

t.test('counts by a function, for all together, and by address who has no value', async (t) => {
  const key = security.apiKey({ in: 'header', name: 'x-key', optional: true });

  @Controller('/')
  class ItemsController {
    @Get('/tenant', Text)
    @RateLimit('1/m', { by: ({ headers }) => headers['x-tenant'] as string | undefined })
    tenant() {
      return '';
    }

    @Get('/all', Text)
    @RateLimit('1/m', { by: 'everybody' })
    all() {
      return '';
    }

    @Get('/key', Text)
    @RateLimit('1/m', { by: key })
    key() {
      return '';
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  const statusOf = async (url: string, headers: object, remoteAddress = '203.0.113.1') =>
    (await app.inject({ url, headers: headers as Record<string, string>, remoteAddress })).statusCode;
  t.strictSame(
    [await statusOf('/tenant', { 'x-tenant': 'a' }), await statusOf('/tenant', { 'x-tenant': 'b' }), await statusOf('/tenant', { 'x-tenant': 'a' })],
    [200, 200, 429],
  );
  t.strictSame([await statusOf('/all', {}), await statusOf('/all', {}, '203.0.113.2')], [200, 429]);
  t.strictSame(
    [await statusOf('/key', {}), await statusOf('/key', {}), await statusOf('/key', {}, '203.0.113.2'), await statusOf('/key', { 'x-key': 'k' })],
    [200, 429, 200, 200],
  );
});

t.test('counts what a request costs, not what is skipped, and no question of a browser', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/search', Text)
    @RateLimit('10/m', { cost: ({ query }) => Number((query as { limit: string }).limit), skip: ({ headers }) => headers['x-probe'] === 'yes' })
    search(@Query('limit', Type.Integer()) _limit: number) {
      return '';
    }

    @Options('/any', { status: 204 })
    @RateLimit('1/m')
    options() {
      return undefined;
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  t.strictSame(await ask(app, 3, { url: '/search?limit=4' }), [200, 200, 429]);
  t.strictSame(await ask(app, 1, { url: '/search?limit=2' }), [200]);
  t.strictSame(await ask(app, 1, { url: '/search?limit=2', headers: { 'x-probe': 'yes' } }), [200]);
  t.strictSame(await ask(app, 1, { url: '/search?limit=x' }), [500], 'a cost is a number');
  const preflight = { method: 'OPTIONS', url: '/any', headers: { 'access-control-request-method': 'GET', origin: 'https://a.example' } };
  t.strictSame(await ask(app, 2, preflight), [204, 204]);
  t.strictSame(await ask(app, 2, { method: 'OPTIONS', url: '/any' }), [204, 429]);
});

t.test('writes the older headers, or none, where asked, and shares counts by name', async (t) => {
  @Controller('/')
  class ItemsController {
    @Get('/legacy', Text)
    @RateLimit('2/m', '9/h', { headers: 'legacy', name: 'shared' })
    legacy() {
      return '';
    }

    @Get('/none', Text)
    @RateLimit('2/m', { headers: false, name: 'shared' })
    none() {
      return '';
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  const { headers } = await app.inject('/legacy');
  t.match(headers, {
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '1',
    'x-ratelimit-reset': /^\d+$/,
    'ratelimit-policy': '"shared 2/m";q=2;w=60, "shared 9/h";q=9;w=3600',
  });
  t.match(await app.inject('/none'), { statusCode: 200, headers: { ratelimit: undefined, 'x-ratelimit-limit': undefined } });
  t.equal((await app.inject('/none')).statusCode, 429);
});

t.test('counts a request once where several limits share a name, by the narrower one and the larger cost', async (t) => {
  @Controller('/')
  @RateLimit('100/m', { name: 'api' })
  class ItemsController {
    @Get('/', Text)
    @RateLimit('5/m', { name: 'api', cost: 2 })
    list() {
      return 'items';
    }

    @Get('/other', Text)
    other() {
      return 'other';
    }
  }
  const app = await startApp(t, { controllers: [ItemsController] });
  t.strictSame(await ask(app, 3, { url: '/' }), [200, 200, 429]);
  const { headers } = await app.inject('/other');
  t.equal(headers['ratelimit-policy'], '"api 100/m";q=100;w=60');
  t.match(headers['ratelimit'], /^"api 100\/m";r=95;/, '2 and 2 and 1');
  t.match((await app.inject('/')).headers['ratelimit'], /^"api 5\/m";r=0;t=\d+$/);
});
