import { Validator } from '@seriousme/openapi-schema-validator';
import { ownRedisSkip, startOwnRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { Cache, Controller, Depends, Get, Path, Post, Type, cache, createApp } from '#src/index.js';
import type { ValueCache } from '#src/index.js';

/** An instance of an application; all that are on one Redis share what they keep, and each counts its own calls. */
async function startInstance(test: Pick<typeof t, 'teardown'>, redis: string) {
  const calls: string[] = [];

  @Controller('/rates')
  class RatesController {
    constructor(@Depends(cache) private readonly cache: ValueCache) {}

    @Get('/:name', { response: Type.Object({ name: Type.String(), at: Type.DateTime() }) })
    @Cache({ ttl: '1m', tags: ['rates'] })
    async read(@Path('name', Type.String()) name: string) {
      calls.push(`read ${name}`);
      return { name, at: await this.cache.wrap('now', '1m', () => new Date(calls.push('compute'))) };
    }

    @Post('/forget', { status: 204 })
    async forget() {
      await this.cache.invalidateTag('rates');
    }
  }

  const app = createApp({ title: 'Rates', version: '1.0.0', license: 'MIT', controllers: [RatesController], redis, server: { logger: false } });
  test.teardown(() => app.close());
  await app.ready();
  return { app, calls };
}

t.test('instances on one Redis share what they keep, and answer without it', { skip: ownRedisSkip() }, async (t) => {
  const redis = await startOwnRedis(t);
  const [one, two] = [await startInstance(t, redis.url), await startInstance(t, redis.url)];
  const first = await one.app.inject('/rates/eur');
  t.equal((await two.app.inject('/rates/eur')).body, first.body);
  t.match((await two.app.inject('/rates/eur')).headers.age, /^\d+$/);
  t.equal((await two.app.inject('/rates/usd')).json<{ at: string }>().at, first.json<{ at: string }>().at, 'values of functions, too');
  t.strictSame([one.calls, two.calls], [['read eur', 'compute'], ['read usd']]);
  t.equal((await two.app.inject({ method: 'POST', url: '/rates/forget' })).statusCode, 204);
  await one.app.inject('/rates/eur');
  t.equal(one.calls.length, 3);

  await redis.kill();
  for (const instance of [one, two]) t.equal((await instance.app.inject('/rates/eur')).statusCode, 200);
  t.equal((await two.app.inject({ method: 'POST', url: '/rates/forget' })).statusCode, 204, 'who writes does not fail because of a copy');
  t.equal((await two.app.inject('/rates/eur')).statusCode, 200);

  await redis.start();
  const isShared = async (): Promise<boolean> => {
    const answers = [await one.app.inject('/rates/gbp'), await two.app.inject('/rates/gbp')];
    return answers.every(({ body }) => body === answers[0]?.body);
  };
  while (!(await isShared())) await new Promise((resolve) => setTimeout(resolve, 50));
  t.pass('what is kept is shared again');
});

t.test('many requests to two instances at once call one handler, once', { skip: ownRedisSkip() }, async (t) => {
  const redis = await startOwnRedis(t);
  const instances = [await startInstance(t, redis.url), await startInstance(t, redis.url)];
  const answers = await Promise.all(Array.from({ length: 40 }, async (_, index) => instances[index % 2]?.app.inject('/rates/eur')));
  t.equal(new Set(answers.map((answer) => answer?.body)).size, 1);
  t.strictSame(
    instances.flatMap(({ calls }) => calls),
    ['read eur', 'compute'],
  );
});

t.test('the document says how long answers hold', async (t) => {
  @Controller('/')
  class HomeController {
    @Get('/', { response: Type.String() })
    @Cache({ ttl: '10s' })
    read() {
      return 'x';
    }
  }
  const app = createApp({ title: 'A', version: '1.0.0', license: 'MIT', controllers: [HomeController], server: { logger: false } });
  t.teardown(() => app.close());
  const document = (await app.inject('/openapi.json')).json<{ paths: { '/': { get: { responses: object } } } }>();
  t.match(await new Validator().validate(structuredClone(document)), { valid: true });
  t.match(document.paths['/'].get.responses, { 200: { headers: { 'cache-control': {}, age: {}, ETag: {} } }, 304: {} });
});
