import fastifySwagger from '@fastify/swagger';
import { Controller, Get, Path, Type, typhoon } from '@typhoon/core';
import Fastify from 'fastify';
import t from 'tap';
import { openapi, openapiPages } from '#src/plugin/openapi-plugin.js';
import { INFO, assertValid } from '../fixtures/documents.js';

@Controller('/items', { tags: ['items'] })
class ItemsController {
  @Get('/:id', { response: Type.Integer() })
  read(@Path('id', Type.Integer()) id: number): number {
    return id;
  }
}

function start(test: Pick<typeof t, 'teardown'>) {
  const fastify = Fastify({ routerOptions: { ignoreTrailingSlash: true } });
  test.teardown(() => fastify.close());
  return fastify;
}

t.test('publishes the routes of the plugin form with those of the host, below its prefix', async (t) => {
  const fastify = start(t);
  await fastify.register(openapi, { info: INFO });
  await fastify.register(typhoon, { prefix: '/api', controllers: [ItemsController] });
  fastify.get('/host/:key', { schema: { tags: ['host'], params: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] } } }, () => '');
  await fastify.ready();
  const document = fastify.openapi();
  await assertValid(t, document);
  t.strictSame(Object.keys(document.paths).sort(), ['/api/items/{id}', '/host/{key}']);
  t.match(document.paths['/host/{key}'], { get: { tags: ['host'], parameters: [{ name: 'key', in: 'path' }] } });
  t.strictSame((await fastify.inject('/openapi.json')).json(), document);
  t.strictSame(fastify.swagger(), document, 'tools that ask @fastify/swagger get the same');
});

t.test('leaves a document of the host alone', async (t) => {
  const fastify = start(t);
  await fastify.register(fastifySwagger, { openapi: { info: { title: 'Host', version: '2' } } });
  await fastify.register(openapi, { info: INFO });
  fastify.get('/host', () => '');
  await fastify.ready();
  t.match(fastify.swagger(), { info: { title: 'Host' } });
  t.match(fastify.openapi(), { info: { title: 'Test' }, paths: { '/host': {} } });
});

t.test('is served where it is registered', async (t) => {
  const fastify = start(t);
  await fastify.register(
    async (instance) => {
      await instance.register(openapi, { info: INFO });
      await instance.register(typhoon, { controllers: [ItemsController] });
    },
    { prefix: '/v1' },
  );
  const { payload } = await fastify.inject('/v1/docs');
  t.match(payload, /swagger-ui-bundle\.js/);
  t.strictSame(Object.keys((await fastify.inject('/v1/openapi.json')).json<{ paths: object }>().paths), ['/v1/items/{id}']);
  t.equal((await fastify.inject('/openapi.json')).statusCode, 404);
});

t.test('protects everything by a hook', async (t) => {
  const fastify = start(t);
  await fastify.register(openapi, { info: INFO, onRequest: (_request, reply) => void reply.code(401).send() });
  for (const path of ['/docs', '/redoc', '/openapi.json', '/openapi.yaml', '/docs/assets/page.css'])
    t.equal((await fastify.inject(path)).statusCode, 401, path);
});

t.test('says what is missing where pages stand without documents', async (t) => {
  await t.rejects(async () => start(t).register(openapiPages, { info: INFO }), { message: /register openapiDocuments first/ });
});
