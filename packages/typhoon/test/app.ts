import { Validator } from '@seriousme/openapi-schema-validator';
import t from 'tap';
import { parse } from 'yaml';
import { createApp } from '#src/app.js';
import type { ApplicationOptions } from '#src/app.js';
import { Controller, Get, Model, Post, Type } from '#src/index.js';

class Order extends Model({ id: Type.Integer() }) {}

@Controller('/orders', { tags: ['orders'] })
class OrdersController {
  @Get('/', { response: Type.Array(Order.schema) })
  list(): Order[] {
    return [];
  }

  @Post('/', { status: 201, response: Order, callbacks: { paid: { '{$request.body#/url}': { post: { responses: { 204: { description: 'Seen' } } } } } } })
  create(): Order {
    return { id: 1 };
  }
}

@Controller('/health', { tags: ['internal'] })
class HealthController {
  @Get('/', { response: Type.Boolean() })
  read(): boolean {
    return true;
  }
}

interface FoundDocument extends Record<string, unknown> {
  readonly info: { readonly title: string };
  readonly paths: object;
}

/** What an application says of itself, and whom it asks for a document. */
function start(test: Pick<typeof t, 'teardown'>, options: Partial<ApplicationOptions> = {}) {
  const app = createApp({ title: 'Shop', version: '1.2.3', controllers: [OrdersController, HealthController], server: { logger: false }, ...options });
  test.teardown(() => app.close());
  const statusOf = async (url: string): Promise<number> => (await app.inject(url)).statusCode;
  const document = async (url = '/openapi.json'): Promise<FoundDocument> => {
    const found: FoundDocument = (await app.inject(url)).json();
    const { valid, errors } = await new Validator().validate(structuredClone(found));
    if (!valid) throw new Error(JSON.stringify(errors));
    return found;
  };
  return { app, statusOf, document };
}

t.test('serves the documents and both pages where nothing is said', async (t) => {
  const { app, statusOf, document } = start(t);
  t.match(await document(), { openapi: /^3\.1/, info: { title: 'Shop', version: '1.2.3' }, paths: { '/orders': { get: { operationId: 'orders.list' } } } });
  for (const path of ['/docs', '/redoc', '/openapi.yaml', '/docs/oauth2-redirect']) t.equal(await statusOf(path), 200, path);
  t.strictSame(parse((await app.inject('/openapi.yaml')).payload), await document(), 'the same document as YAML');
});

t.test('says all that is known of an application', async (t) => {
  const { document } = start(t, {
    summary: 'Sells things',
    description: 'All *things*.',
    termsOfService: 'https://example.com/terms',
    contact: { name: 'Ada', email: 'ada@example.com' },
    license: { name: 'MIT', identifier: 'MIT' },
    'x-audience': 'partners',
    docs: {
      servers: [{ url: '/api' }],
      tags: [{ name: 'orders', description: 'What was bought.' }],
      externalDocs: { url: 'https://example.com/docs' },
      extensions: { 'x-team': 'sales' },
      webhooks: {
        orderShipped: {
          post: { requestBody: { content: { 'application/json': { schema: Order } } }, responses: { 204: { description: 'Seen' } } },
        },
      },
    },
  });
  t.match(await document(), {
    info: {
      title: 'Shop',
      summary: 'Sells things',
      description: 'All *things*.',
      termsOfService: 'https://example.com/terms',
      contact: { name: 'Ada' },
      license: { identifier: 'MIT' },
      'x-audience': 'partners',
    },
    servers: [{ url: '/api' }],
    tags: [{ name: 'orders', description: 'What was bought.' }],
    externalDocs: { url: 'https://example.com/docs' },
    'x-team': 'sales',
    webhooks: { orderShipped: { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } } } } },
    paths: { '/orders': { post: { callbacks: { paid: {} } } } },
  });
});

t.test('takes a licence by its name, too', async (t) => {
  const { document } = start(t, { license: 'Apache-2.0' });
  t.match(await document(), { info: { license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } } });
});

t.test('tells mistakes in its own options together with those of the program', async (t) => {
  @Controller('/:id')
  class WrongController {
    @Get('/', { response: Type.Boolean() })
    read(): boolean {
      return true;
    }
  }
  const wrong = {
    controllers: [OrdersController, OrdersController, WrongController],
    cors: { origins: '*', credentials: true },
    trustedHosts: ['https://x'],
    cookieSecrets: 'short',
    redis: 'localhost',
    overload: { maxRss: -1 },
    bogus: true,
  };
  t.throws(() => createApp({ title: 'Shop', version: '1', ...wrong } as unknown as ApplicationOptions), {
    message: ['cors', 'trustedHosts', 'cookieSecrets', 'redis', 'overload', 'bogus', 'OrdersController'].reduce(
      (pattern, word) => new RegExp(`${pattern.source}[^]*${word}`),
      /mistakes found/,
    ),
  });
});

t.test('changes every path, and leaves out what is null', async (t) => {
  const { statusOf } = start(t, {
    docs: { documents: [{ json: '/spec/v1.json', yaml: null, swaggerUi: '/try', redoc: null }], assets: '/files' },
  });
  for (const path of ['/spec/v1.json', '/try', '/try/oauth2-redirect', '/files/swagger-ui.css']) t.equal(await statusOf(path), 200, path);
  for (const path of ['/openapi.json', '/openapi.yaml', '/docs', '/redoc', '/docs/assets/swagger-ui.css']) t.equal(await statusOf(path), 404, path);
});

t.test('serves nothing of it without documents', async (t) => {
  const { app, statusOf } = start(t, { docs: false });
  for (const path of ['/openapi.json', '/openapi.yaml', '/docs', '/redoc']) t.equal(await statusOf(path), 404, path);
  t.equal(await statusOf('/health'), 200);
  t.notOk('openapi' in app.fastify);
});

t.test('publishes public and internal documents by tag', async (t) => {
  const { document, statusOf } = start(t, {
    docs: { documents: [{ exclude: ['internal'] }, { name: 'internal', include: ['internal'], info: { title: 'Inside' } }] },
  });
  t.strictSame(Object.keys((await document()).paths), ['/orders']);
  const internal = await document('/internal.json');
  t.strictSame(Object.keys(internal.paths), ['/health']);
  t.equal(internal.info.title, 'Inside');
  t.equal(await statusOf('/docs/internal'), 200);
  t.equal(await statusOf('/redoc/internal'), 200);
});

t.test('documents the envelope that errors come in', async (t) => {
  const { document } = start(t, { errors: 'fastapi' });
  t.notMatch(JSON.stringify(await document()), /problem\+json/);
});

t.test('describes the routes of Fastify that stand beside ours', async (t) => {
  const { document } = start(t, {
    plugins: [
      async (fastify) =>
        fastify.register((instance, _options, done) => {
          instance.get('/legacy/:id', { schema: { tags: ['legacy'], params: { type: 'object', properties: { id: { type: 'integer' } } } } }, () => 'old');
          done();
        }),
    ],
  });
  t.match((await document()).paths, { '/legacy/{id}': { get: { tags: ['legacy'], parameters: [{ name: 'id', in: 'path' }] } }, '/orders': {} });
});

t.test('says whether it is well where nothing is said, and not in the documents', async (t) => {
  const { app, statusOf, document } = start(t);
  t.strictSame((await app.inject('/readyz')).json(), { status: 'ok' });
  t.equal(await statusOf('/healthz'), 200);
  t.strictSame(
    Object.keys((await document()).paths).filter((path) => path.endsWith('z')),
    [],
  );
});

t.test('health is off by one option, moved by another, and in the documents where asked', async (t) => {
  t.equal(await start(t, { health: false }).statusOf('/healthz'), 404);
  const { statusOf, document } = start(t, { health: { live: '/alive', documented: true } });
  t.equal(await statusOf('/alive'), 200);
  t.match((await document()).paths, { '/alive': { get: { responses: { 200: {}, 503: {} } } }, '/readyz': {} });
});
