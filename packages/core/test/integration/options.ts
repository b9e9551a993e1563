import t from 'tap';
import { Body, Controller, Get, Head, HttpError, Model, Options, Post, Route, Text, Type, createApp, dependency, mount } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class Item extends Model({ id: Type.Integer() }) {}

@Controller('/items', { status: 201, response: Item, summary: 'Makes an item', responseHeaders: { 'x-id': { schema: Type.String() } } })
class ItemsController {
  @Post('/')
  create(): unknown {
    return { id: 1, secret: 2 };
  }

  @Post('/empty', { status: 204 })
  empty(): void {
    return;
  }

  @Get('/text', { response: Text, status: 200 })
  text(): string {
    return 'x';
  }

  @Post('/fails')
  fails(@Body(Item) _item: Item): never {
    throw new HttpError(409, 'Taken');
  }
}

t.test('answers with the status and the response of the controller where a route says nothing', async (t) => {
  const app = await startApp(t, { controllers: [ItemsController] });
  const created = await app.inject({ method: 'POST', url: '/items' });
  t.equal(created.statusCode, 201);
  t.strictSame(created.json(), { id: 1 });
  const empty = await app.inject({ method: 'POST', url: '/items/empty' });
  t.equal(empty.statusCode, 204);
  t.equal(empty.payload, '');
  t.equal((await app.inject('/items/text')).payload, 'x');
  const [create, nothing, text] = app.routes;
  t.match(create?.responses, [{ status: 201, headers: { 'x-id': {} } }]);
  t.strictSame([create?.documentation.summary, nothing?.responses[0]?.headers, text?.responses[0]?.headers], ['Makes an item', {}, {}]);
});

t.test('answers errors in the envelope of the nearest level', async (t) => {
  const app = await startApp(t, {
    controllers: [mount('/v1', [ItemsController], { errors: 'fastapi', name: 'v1' }), mount('/v2', [ItemsController], { name: 'v2' })],
  });
  const ask = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json<Record<string, unknown>>();
  t.strictSame(await ask('/v1/items/fails', { id: 1 }), { detail: 'Taken' });
  t.match(await ask('/v1/items/fails', {}), { detail: [{ type: 'missing', loc: ['body', 'id'] }] });
  t.match(await ask('/v2/items/fails', { id: 1 }), { title: 'Conflict', status: 409, detail: 'Taken' });
});

t.test('puts the names of groups before operation ids, so that a controller can stand in two', async (t) => {
  const app = createApp({
    controllers: [mount('/v1', [ItemsController], { name: 'v1' }), mount('/v2', [mount('/x', [ItemsController], { name: 'x' })], { name: 'v2' })],
  });
  t.strictSame([app.routes[0]?.operationId, app.routes[4]?.operationId], ['v1.items.create', 'v2.x.items.create']);
  t.throws(() => createApp({ controllers: [mount('/v1', [ItemsController]), mount('/v2', [ItemsController])] }), { code: 'TYPHOON_ERR_ROUTE_OPERATION_ID' });
  const named = createApp({ controllers: [ItemsController], operationId: ({ method, path }) => `${method} ${path}` });
  t.equal(named.routes[0]?.operationId, 'POST /items');
  const extended = createApp({ controllers: [mount('/v1', [ItemsController], { name: 'v1' })], operationId: ({ defaultId }) => `shop.${defaultId}` });
  t.equal(extended.routes[0]?.operationId, 'shop.v1.items.create', 'the default is there to build upon');
});

t.test('runs dependencies and hooks of every level, the outermost first, and keeps the body limit of the nearest', async (t) => {
  const log: string[] = [];
  const noting = (name: string) => dependency({}, () => void log.push(name));
  const hook = (name: string) => (_request: unknown, _reply: unknown, done: () => void) => {
    log.push(`hook ${name}`);
    done();
  };

  @Controller('/', { dependencies: [noting('controller')], fastify: { onRequest: hook('controller') } })
  class LevelsController {
    @Post('/', { dependencies: [noting('route')], fastify: { onRequest: hook('route') }, bodyLimit: 20 })
    run(@Body(Type.Unknown()) _body: unknown): void {
      log.push('handler');
    }
  }
  const app = await startApp(t, {
    controllers: [mount('/', [LevelsController], { dependencies: [noting('group')], fastify: { onRequest: hook('group') }, bodyLimit: 5 })],
    dependencies: [noting('app')],
    fastify: { onRequest: hook('app') },
  });
  t.equal((await app.inject({ method: 'POST', url: '/', payload: { a: 'x' } })).statusCode, 200);
  t.strictSame(log, ['hook app', 'hook group', 'hook controller', 'hook route', 'app', 'group', 'controller', 'route', 'handler']);
  t.equal((await app.inject({ method: 'POST', url: '/', payload: { a: 'x'.repeat(30) } })).statusCode, 413);
});

t.test('routes any method', async (t) => {
  @Controller('/any')
  class AnyController {
    @Route('QUERY', '/', { response: Type.Unknown() })
    query(@Body(Type.Unknown()) body: unknown): unknown {
      return body;
    }

    @Head('/head')
    head(): void {
      return;
    }

    @Options('/', { response: Text })
    options(): string {
      return 'options';
    }
  }
  const app = await startApp(t, { controllers: [AnyController] });
  t.strictSame((await app.inject({ method: 'QUERY' as 'POST', url: '/any', payload: { q: 1 } })).json(), { q: 1 });
  t.equal((await app.inject({ method: 'HEAD', url: '/any/head' })).statusCode, 200);
  t.equal((await app.inject({ method: 'OPTIONS', url: '/any' })).payload, 'options');
});
