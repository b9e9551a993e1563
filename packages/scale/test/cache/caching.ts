import { Controller, Depends, Get, Path, Post, Query, Type, dependency, reply } from '@typhoon/core';
import type { FastifyInstance } from 'fastify';
import t from 'tap';
import { Cache, cache, caching } from '#src/index.js';
import type { ValueCache } from '#src/index.js';
import { brokenStore } from '../fixtures/broken-store.js';
import { startApp } from '../fixtures/start-app.js';

/** A controller whose routes count their calls. */
function createPrices() {
  const calls: string[] = [];
  let committed = 0;
  const transaction = dependency({}, function* () {
    yield 'open';
    committed += 1;
  });

  @Controller('/prices')
  class PricesController {
    @Get('/:name', { response: Type.Object({ name: Type.String(), call: Type.Integer() }) })
    @Cache({ ttl: '10s', tags: ({ name }) => [`price:${String(name)}`] })
    read(
      @Path('name', Type.String()) name: string,
      @Query('unit', Type.String({ default: 'EUR' })) _unit: string,
      @Query('page', Type.Optional(Type.Integer())) _page: number | undefined,
      @Depends(transaction) _transaction: string,
    ) {
      return { name, call: calls.push(name) };
    }

    @Post('/:name', { status: 204 })
    async change(@Path('name', Type.String()) name: string, @Depends(cache) cache: ValueCache) {
      await cache.invalidateTag(`price:${name}`);
    }
  }
  return { PricesController, calls, committed: () => committed };
}

t.test('answers again without the handler, and says how old the answer is and how long it holds', async (t) => {
  const { PricesController, calls, committed } = createPrices();
  const app = await startApp(t, { controllers: [PricesController] });
  const [first, again] = [await app.inject('/prices/pen'), await app.inject('/prices/pen')];
  t.strictSame([calls, committed()], [['pen'], 1], 'neither the handler nor its transaction');
  t.equal(again.body, '{"name":"pen","call":1}');
  t.equal(again.headers['content-type'], 'application/json; charset=utf-8');
  t.equal(first.headers['cache-control'], 'public, max-age=10');
  t.strictSame([first.headers.age, again.headers['cache-control']], [undefined, 'public, max-age=10']);
  t.match(again.headers.age, /^\d$/);
  t.type(first.headers.etag, 'string');
  t.equal(again.headers.etag, first.headers.etag);
  const known = await app.inject({ url: '/prices/pen', headers: { 'if-none-match': String(first.headers.etag) } });
  t.strictSame([known.statusCode, known.body], [304, '']);
  const head = await app.inject({ method: 'HEAD', url: '/prices/pen' });
  t.strictSame([head.statusCode, head.body, head.headers.etag, calls.length], [200, '', first.headers.etag, 1]);
});

t.test('knows requests by what the route reads of them, whatever else they say', async (t) => {
  const { PricesController, calls } = createPrices();
  const app = await startApp(t, { controllers: [PricesController] });
  for (const url of ['/prices/pen?page=1&unit=EUR', '/prices/pen?unit=EUR&page=1&utm=x', '/prices/pen?page=01', '/prices/pen']) await app.inject(url);
  t.equal(calls.length, 2, 'a page, and none');
  await app.inject('/prices/pen?unit=USD');
  t.equal((await app.inject('/prices/pen?page=x')).statusCode, 422);
  t.equal(calls.length, 3);
});

t.test('forgets by tag', async (t) => {
  const { PricesController, calls } = createPrices();
  const app = await startApp(t, { controllers: [PricesController] });
  for (const name of ['pen', 'ink']) await app.inject(`/prices/${name}`);
  await app.inject({ method: 'POST', url: '/prices/pen' });
  for (const name of ['pen', 'ink']) await app.inject(`/prices/${name}`);
  t.strictSame(calls, ['pen', 'ink', 'pen']);
});

t.test('calls the handler once for all who ask at the same time', async (t) => {
  const { PricesController, calls } = createPrices();
  const app = await startApp(t, { controllers: [PricesController] });
  const answers = await Promise.all([1, 2, 3, 4].map(async () => (await app.inject('/prices/pen')).json<{ call: number }>().call));
  t.strictSame([answers, calls.length], [[1, 1, 1, 1], 1]);
});

t.test('calls the handler each time, and fails nothing, without its store', async (t) => {
  const { PricesController, calls } = createPrices();
  const app = await startApp(t, { controllers: [PricesController], store: brokenStore });
  for (const call of [1, 2]) t.strictSame((await app.inject('/prices/pen')).json(), { name: 'pen', call });
  t.equal(calls.length, 2);
});

t.test('keeps nothing but successes for everybody', async (t) => {
  let count = 0;

  @Controller('/', { features: [caching({ ttl: '10s' })] })
  class MixedController {
    @Get('/failing', { responses: { 200: Type.Integer(), 404: Type.Integer() } })
    failing() {
      return reply(404, ++count);
    }

    @Get('/throwing')
    throwing() {
      throw new Error(`attempt ${++count}`);
    }

    @Get('/signed', { responses: { 200: Type.Integer() } })
    signed() {
      return reply(200, ++count, { 'set-cookie': 'a=1' });
    }

    @Get('/fresh', { responses: { 200: Type.Integer() } })
    fresh() {
      return reply(200, ++count, { 'cache-control': 'no-store' });
    }

    @Get('/public', { response: Type.Integer() })
    public() {
      return ++count;
    }

    @Get('/never', { response: Type.Integer() })
    @Cache(false)
    never() {
      return ++count;
    }
  }

  const app = await startApp(t, { controllers: [MixedController] });
  const countOf = async (url: string, headers: Record<string, string> = {}): Promise<number> => {
    const before = count;
    for (let times = 0; times < 2; times++) await app.inject({ url, headers });
    return count - before;
  };
  for (const url of ['/failing', '/throwing', '/signed', '/fresh', '/never']) t.equal(await countOf(url), 2, url);
  t.equal(await countOf('/public', { authorization: 'Bearer x' }), 2, 'who shows credentials gets an answer of their own');
  t.equal(await countOf('/public'), 1);
});

t.test('leaves to the host what its hooks say of each request', async (t) => {
  const { PricesController } = createPrices();
  let request = 0;
  const plugin = (fastify: FastifyInstance) => {
    fastify.addHook('onRequest', (_request, reply, done) => {
      reply.header('x-request', String(++request)).header('vary', 'origin');
      done();
    });
  };
  const app = await startApp(t, { controllers: [PricesController], plugins: [plugin] });
  await app.inject('/prices/pen');
  const { headers } = await app.inject('/prices/pen');
  t.strictSame([headers['x-request'], headers.vary], ['2', 'origin']);
});
