import { Validator } from '@seriousme/openapi-schema-validator';
import { ownRedisSkip, startOwnRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { Controller, Get, RateLimit, Type, createApp } from '#src/index.js';

@Controller('/items')
class ItemsController {
  @Get('/', { response: Type.String() })
  @RateLimit('10/h', '100/d')
  list() {
    return 'items';
  }

  @Get('/closed', { response: Type.String() })
  @RateLimit('10/h', { failure: 'closed' })
  closed() {
    return 'items';
  }

  @Get('/free', { response: Type.String() })
  free() {
    return 'free';
  }
}

async function startInstance(test: Pick<typeof t, 'teardown'>, redis?: string) {
  const app = createApp({
    title: 'Items',
    version: '1.0.0',
    license: 'MIT',
    controllers: [ItemsController],
    server: { logger: false },
    ...(redis === undefined ? {} : { redis }),
  });
  test.teardown(() => app.close());
  return app.ready();
}

t.test('instances on one Redis count together, and answer without it', { skip: ownRedisSkip() }, async (t) => {
  const redis = await startOwnRedis(t);
  const instances = [await startInstance(t, redis.url), await startInstance(t, redis.url)];
  const answers = await Promise.all(Array.from({ length: 30 }, async (_, index) => instances[index % 2]?.inject('/items')));
  t.strictSame(
    [200, 429].map((status) => answers.filter((answer) => answer?.statusCode === status).length),
    [10, 20],
  );
  t.match((await instances[0]?.inject('/items'))?.headers['ratelimit'], /^"10\/h";r=0;t=\d+, "100\/d";r=90;/);

  await redis.kill();
  const after = await Promise.all(instances.flatMap((app) => ['/items', '/items/closed'].map(async (url) => (await app.inject(url)).statusCode)));
  t.strictSame(after, [200, 503, 200, 503]);
});

t.test('documents say what limited routes answer, and nothing of it for others', async (t) => {
  const app = await startInstance(t);
  const document = (await app.inject('/openapi.json')).json<Document>();
  t.match(await new Validator().validate(document as never), { valid: true });
  const responsesOf = (path: string) => document.paths[path]?.get.responses ?? {};
  t.strictSame(Object.keys(responsesOf('/items')), ['200', '429']);
  t.strictSame(Object.keys(responsesOf('/items/closed')), ['200', '429', '503']);
  t.strictSame(Object.keys(responsesOf('/items')['200']?.headers ?? {}), ['RateLimit', 'RateLimit-Policy']);
  t.strictSame(Object.keys(document.components.responses['RateLimited']?.headers ?? {}), ['Retry-After', 'RateLimit', 'RateLimit-Policy']);
  t.notMatch(JSON.stringify(responsesOf('/items/free')), /429|RateLimit/);
});

interface Document {
  readonly paths: Record<string, { readonly get: { readonly responses: Record<string, Answer> } }>;
  readonly components: { readonly responses: Record<string, Answer> };
}

interface Answer {
  readonly headers?: object;
}
