import t from 'tap';
import { Controller, Get, Injectable, Path, Query, Type, createApp, dependency, Depends, mount, BootError } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

abstract class ReadOnlyController<TItem> {
  protected abstract items(): readonly TItem[];

  @Get('/', { response: Type.Array(Type.Unknown()) })
  list(@Query('limit', Type.Integer({ default: 10 })) limit: number): readonly TItem[] {
    return this.items().slice(0, limit);
  }
}

@Controller('/cats')
class CatsController extends ReadOnlyController<string> {
  protected items(): readonly string[] {
    return ['Tom', 'Felix'];
  }

  @Get('/:name', { response: Type.String() })
  read(@Path('name', Type.String()) name: string): string {
    return name;
  }
}

t.test('inherits routes from a base class', async (t) => {
  const app = await startApp(t, { controllers: [CatsController] });
  t.strictSame((await app.inject('/cats?limit=1')).json(), ['Tom']);
  t.equal((await app.inject('/cats/Tom')).json(), 'Tom');
  t.strictSame(
    app.routes.map((route) => route.operationId),
    ['cats.list', 'cats.read'],
  );
});

t.test('refuses an override without a decorator of its own', (t) => {
  @Controller('/dogs')
  class DogsController extends CatsController {
    override read(name: string): string {
      return name;
    }
  }
  t.throws(() => createApp({ controllers: [DogsController] }), { code: 'TYPHOON_ERR_ROUTE_OVERRIDE', message: /DogsController\.read: overrides/ });
  t.end();
});

t.test('nests groups, whose prefixes and options add up', async (t) => {
  const app = await startApp(t, {
    prefix: '/api',
    tags: ['all'],
    controllers: [mount('/v1', [mount('/pets', [CatsController], { tags: ['pets'], deprecated: true })], { tags: ['v1', 'all'], 'x-team': 'a' })],
  });
  t.equal((await app.inject('/api/v1/pets/cats/Tom')).json(), 'Tom');
  const [route] = app.routes;
  t.strictSame(route?.documentation.tags, ['all', 'v1', 'pets']);
  t.equal(route?.documentation.deprecated, true);
  t.strictSame(route?.documentation.extensions, { 'x-team': 'a' });
  t.equal(route?.path.openapi, '/api/v1/pets/cats');
});

t.test('gives each request its own instance of a class that lives as long as a request', async (t) => {
  let count = 0;

  @Injectable({ lifetime: 'request' })
  class Counter {
    readonly id = ++count;
  }
  const first = dependency({ counter: Counter }, ({ counter }) => counter.id);

  @Controller('/count')
  class CountController {
    @Get('/', { response: Type.Array(Type.Integer()) })
    read(@Depends(Counter) counter: Counter, @Depends(first) id: number): number[] {
      return [counter.id, id];
    }
  }
  const app = await startApp(t, { controllers: [CountController] });
  t.strictSame((await app.inject('/count')).json(), [1, 1]);
  t.strictSame((await app.inject('/count')).json(), [2, 2]);
});

t.test('lists all mistakes of a program at once', (t) => {
  @Controller('no-slash')
  class A {
    @Get('/')
    list(): void {}
  }

  @Controller('/b')
  class B {
    @Get('/{id}')
    read(): void {}

    @Get('/x', { status: 204, response: Type.String() })
    withBody(): string {
      return '';
    }

    @Get('/x')
    twice(@Query('n', Number as never) _n: number): void {}
  }
  try {
    createApp({ controllers: [A, B] });
    t.fail('starts');
  } catch (error) {
    t.ok(BootError.is(error));
    t.strictSame(
      (error as BootError).problems.map((problem) => problem.code),
      ['TYPHOON_ERR_PATH_INVALID', 'TYPHOON_ERR_PATH_INVALID', 'TYPHOON_ERR_ROUTE_RESPONSE', 'TYPHOON_ERR_SCHEMA_INVALID', 'TYPHOON_ERR_ROUTE_DUPLICATE'],
    );
    t.match(
      (error as BootError).message,
      "@Query('n') expects a TypeBox schema or a Model class but got the constructor 'Number'. Use Type.Number() or Type.Integer().",
    );
  }
  t.end();
});
