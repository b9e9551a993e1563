import fastifySwagger from '@fastify/swagger';
import { Controller, Get, Path, Type, typhoon } from '@typhoon/core';
import Fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import t from 'tap';
import { parse } from 'yaml';
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

t.test('publishes public and internal documents by tag, each at its own paths', async (t) => {
  const fastify = start(t);
  const guard = { onRequest: (_request: unknown, reply: FastifyReply) => void reply.code(401).send() };
  const documents = [
    { exclude: ['internal'], swaggerUi: '/try', redoc: null, yaml: '/v1.yaml' },
    { name: 'internal', include: ['internal'], ...guard },
  ];
  await fastify.register(openapi, { info: INFO, documents, assets: '/files' });
  await fastify.register(typhoon, { controllers: [ItemsController] });
  fastify.get('/metrics', { schema: { tags: ['internal'] } }, () => '');
  await fastify.ready();
  t.strictSame([Object.keys(fastify.openapi().paths), Object.keys(fastify.openapi('internal').paths)], [['/items/{id}'], ['/metrics']]);
  const rows = [
    ['/openapi.json', 200],
    ['/v1.yaml', 200],
    ['/try', 200],
    ['/try/oauth2-redirect', 200],
    ['/files/page.css', 200],
    ['/openapi.yaml', 404],
    ['/docs', 404],
    ['/redoc', 404],
    ['/internal.json', 401],
    ['/docs/internal', 401],
  ] as const;
  for (const [path, want] of rows) t.equal((await fastify.inject(path)).statusCode, want, path);
  t.strictSame(parse((await fastify.inject('/v1.yaml')).payload), fastify.openapi(), 'the same document as YAML');
  const policy = String((await fastify.inject('/try')).headers['content-security-policy']);
  t.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/);
  t.notMatch(policy, /unsafe/);
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
