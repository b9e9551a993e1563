import { createApp } from '@typhoon/core';
import { websockets } from '@typhoon/websocket';
import t from 'tap';
import type { Test } from 'tap';
import { parse } from 'yaml';
import { baseOf } from '#src/plugin/asyncapi-routes.js';
import { openapi, openapiDocuments, openapiPages } from '#src/plugin/openapi-plugin.js';
import type { OpenApiPluginOptions } from '#src/plugin/plugin-options.js';
import { findAsyncApiProblems } from '../fixtures/asyncapi.js';
import { PrivateController, RoomsController } from '../fixtures/chat.js';
import { INFO } from '../fixtures/documents.js';

type App = ReturnType<typeof createApp>;

async function startApp(
  test: Pick<Test, 'teardown'>,
  options: Partial<OpenApiPluginOptions> = {},
  controllers = [RoomsController, PrivateController],
): Promise<App> {
  const app = createApp({
    kinds: [websockets()],
    controllers,
    server: { logger: false },
    plugins: [async (fastify) => fastify.register(openapi, { info: INFO, ...options })],
  });
  test.teardown(() => app.close());
  return app.ready();
}

t.test('serves the document of channels that come after it, as JSON and as YAML', async (t) => {
  const app = await startApp(t);
  const json = await app.inject({ url: '/asyncapi.json', headers: { host: 'chat.example:8080' } });
  t.equal(json.statusCode, 200);
  t.match(json.headers, { 'content-type': /^application\/json/, etag: /./ });
  const document = json.json<object>();
  t.match(document, { asyncapi: '3.0.0', servers: { default: { host: 'chat.example:8080', protocol: 'ws' } } });
  t.strictSame(await findAsyncApiProblems(document), []);
  const yaml = await app.inject({ url: '/asyncapi.yaml', headers: { host: 'chat.example:8080' } });
  t.strictSame(parse(yaml.payload), document);
  t.match(app.fastify.asyncapi(undefined, 'https://chat.example').servers, { default: { host: 'chat.example', protocol: 'wss' } });
});

t.test('serves nothing where a document shows no channel, or where the path is null', async (t) => {
  const documents = [
    { exclude: ['rooms', 'private'] },
    { name: 'rooms', include: ['rooms'] },
    { name: 'private', include: ['private'], asyncapiYaml: null, asyncapiJson: '/own.json' },
  ];
  const app = await startApp(t, { documents });
  const statuses: Record<string, number> = {};
  for (const url of ['/asyncapi.json', '/asyncapi.yaml', '/rooms-asyncapi.json', '/private-asyncapi.yaml', '/own.json'])
    statuses[url] = (await app.inject(url)).statusCode;
  t.strictSame(statuses, { '/asyncapi.json': 404, '/asyncapi.yaml': 404, '/rooms-asyncapi.json': 200, '/private-asyncapi.yaml': 404, '/own.json': 200 });
  t.strictSame(Object.keys((await app.inject('/own.json')).json<{ channels: object }>().channels), ['private.keyed']);
  t.equal((await (await startApp(t, {}, [])).inject('/asyncapi.json')).statusCode, 404);
});

t.test('is protected as the OpenAPI document is', async (t) => {
  const app = await startApp(t, { documents: [{ onRequest: (_request, reply) => void reply.code(401).send() }] });
  t.equal((await app.inject('/openapi.json')).statusCode, 401);
  t.equal((await app.inject('/asyncapi.json')).statusCode, 401);
});

t.test('knows channels that are told to it before they are registered', async (t) => {
  const app = createApp({
    kinds: [websockets()],
    controllers: [RoomsController],
    server: { logger: false },
    plugins: [
      async (fastify, app) => fastify.register(openapiDocuments, { info: INFO, routes: () => app.routes }),
      async (fastify) => fastify.register(openapiPages, { info: INFO }),
    ],
  });
  t.teardown(() => app.close());
  await app.ready();
  t.equal((await app.inject('/asyncapi.json')).statusCode, 200);
});

t.test('names the host that the client asked, where it is one', (t) => {
  const request = { headers: {}, ips: [], protocol: 'https', host: 'chat.example:8080' } as const;
  t.equal(baseOf({ ...request, ips: [] }), 'https://chat.example:8080');
  t.equal(baseOf({ ...request, ips: ['127.0.0.1', '192.0.2.1'], headers: { 'x-forwarded-prefix': '/shop' } }), 'https://chat.example:8080/shop');
  t.equal(baseOf({ ...request, ips: [], host: 'evil.example/<script>' }), undefined);
  t.end();
});
