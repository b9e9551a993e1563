import { Controller, Get, Model, Route, Type } from '@typhoon/core';
import t from 'tap';
import { toDocument } from '#src/document.js';
import { INFO, documentOf, routesOf } from './fixtures/documents.js';

class Subscription extends Model({ user: Type.String(), fee: Type.Number({ default: 1 }) }) {}

@Controller('/things', { tags: ['things'] })
class ThingsController {
  @Get('/')
  list(): string {
    return '';
  }

  @Get('/admin', { tags: ['internal'] })
  admin(): string {
    return '';
  }

  @Route('QUERY', '/search')
  search(): string {
    return '';
  }

  @Route('PROPFIND', '/search')
  propfind(): string {
    return '';
  }
}

@Controller('/')
class RootController {
  @Get('/')
  root(): string {
    return '';
  }
}

t.test('writes everything an application says of itself', async (t) => {
  const document = await documentOf(t, [ThingsController], {
    info: {
      title: 'Shop',
      version: '2.0.0',
      summary: 'Sells',
      description: '*Things*',
      termsOfService: 'https://typhoon.test/terms',
      contact: { name: 'Ada', email: 'ada@typhoon.test' },
      license: { name: 'MIT', identifier: 'MIT' },
      'x-logo': { url: 'logo.png' },
    },
    tags: [{ name: 'things', description: 'All of them', externalDocs: { url: 'https://typhoon.test/things' } }],
    servers: [{ url: '/api', description: 'Behind the proxy' }],
    externalDocs: { url: 'https://typhoon.test' },
    webhooks: {
      subscribed: {
        post: {
          operationId: 'subscribed',
          summary: 'Subscribed',
          requestBody: { content: { 'application/json': { schema: Subscription } } },
          responses: { 200: { description: 'Thanks' } },
        },
      },
    },
    extensions: { 'x-audience': 'public' },
  });
  t.match(document, {
    openapi: '3.1.1',
    info: { title: 'Shop', 'x-logo': { url: 'logo.png' } },
    servers: [{ url: '/api', description: 'Behind the proxy' }],
    security: [],
    tags: [{ name: 'things' }],
    externalDocs: { url: 'https://typhoon.test' },
    'x-audience': 'public',
    webhooks: { subscribed: { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Subscription' } } } } } } },
  });
  t.strictSame(document.components?.schemas?.['Subscription']?.['required'], ['user', 'fee'], 'what we send is our output');
});

t.test('shows the operations of some tags, and explains those tags only', async (t) => {
  const tags = [{ name: 'things' }, { name: 'internal' }];
  const open = await documentOf(t, [ThingsController, RootController], { tags, exclude: ['internal'] });
  t.strictSame(Object.keys(open.paths), ['/things', '/things/search', '/']);
  t.strictSame(open.tags, [{ name: 'things' }]);
  const inner = await documentOf(t, [ThingsController, RootController], { tags, include: ['internal'] });
  t.strictSame(Object.keys(inner.paths), ['/things/admin']);
});

t.test('puts other methods where each version has a place for them', async (t) => {
  const before = await documentOf(t, [ThingsController]);
  t.match(before.paths['/things/search'], {
    'x-additionalOperations': { QUERY: { operationId: 'things.search' }, PROPFIND: { operationId: 'things.propfind' } },
  });
  const after = await documentOf(t, [ThingsController], { openapi: '3.2' });
  t.equal(after.openapi, '3.2.0');
  t.match(after.paths['/things/search'], { query: { operationId: 'things.search' }, additionalOperations: { PROPFIND: { operationId: 'things.propfind' } } });
});

t.test('writes paths below a prefix', async (t) => {
  const { paths } = await documentOf(t, [ThingsController, RootController], { prefix: '/api' });
  t.ok(paths['/api/things'] && paths['/api'] === undefined && paths['/api/']);
});

t.test('says which route is of a kind that nobody describes', (t) => {
  const routes = routesOf(RootController).map((route) => ({ ...route, kind: 'pigeon' }));
  t.throws(() => toDocument(routes, { info: INFO }), {
    code: 'TYPHOON_ERR_OPENAPI_KIND',
    problems: [{ message: "RootController.root: nothing describes routes of the kind 'pigeon'. Add { describers: { pigeon: … } }, or hide the route." }],
  });
  t.strictSame(toDocument(routes, { info: INFO, describers: { pigeon: () => undefined } }).paths, {}, 'a describer may leave a route out');
  t.match(
    toDocument(routes, {
      info: INFO,
      describers: { pigeon: (route) => ({ operationId: route.operationId, responses: { 101: { description: 'Switching protocols' } } }) },
    }).paths,
    {
      '/': { get: { responses: { 101: {} } } },
    },
  );
  t.end();
});

t.test('asks the describer of a response kind for its body', async (t) => {
  @Controller('/')
  class StreamController {
    @Get('/', { response: Type.Integer() })
    numbers(): number {
      return 1;
    }
  }
  const document = await documentOf(t, [StreamController], {
    openapi: '3.2',
    responseDescribers: {
      json: ({ schema }, context) => ({ 'application/jsonl': schema === undefined ? {} : { itemSchema: context.write(schema, 'output', context) } }),
    },
  });
  t.match(document.paths['/'], { get: { responses: { 200: { content: { 'application/jsonl': { itemSchema: { type: 'integer' } } } } } } });
});
