import { ProblemList } from '@typhoon/core/internal';
import { Controller, Get, Type, named, typhoon } from '@typhoon/core';
import Fastify from 'fastify';
import t from 'tap';
import { findRepeatedIds } from '#src/operation-ids.js';
import { openapi } from '#src/plugin/openapi-plugin.js';
import { INFO } from './fixtures/documents.js';

t.test('finds ids that two operations have, wherever they stand', (t) => {
  const rows: readonly [name: string, paths: object, webhooks: object, want: readonly string[]][] = [
    ['none', { '/a': { get: { operationId: 'a' }, post: { operationId: 'b' } } }, {}, []],
    ['in paths', { '/a': { get: { operationId: 'a' } }, '/b': { put: { operationId: 'a' } } }, {}, ["/b PUT: the operation id 'a' is that of /a GET too."]],
    [
      'in a webhook',
      { '/a': { get: { operationId: 'a' } } },
      { sent: { post: { operationId: 'a' } } },
      ["webhook sent POST: the operation id 'a' is that of /a GET too."],
    ],
    [
      'in a callback',
      { '/a': { get: { operationId: 'a', callbacks: { paid: { '{$url}': { post: { operationId: 'a' } } } } } } },
      {},
      ["/a GET, callback paid {$url} POST: the operation id 'a' is that of /a GET too."],
    ],
    [
      'under other methods',
      { '/a': { get: { operationId: 'a' }, 'x-additionalOperations': { COPY: { operationId: 'a' } } } },
      {},
      ["/a COPY: the operation id 'a'"],
    ],
  ];
  for (const [name, paths, webhooks, want] of rows) {
    const problems = new ProblemList();
    findRepeatedIds({ '': paths as never, 'webhook ': webhooks as never }, problems);
    t.equal(problems.problems.length, want.length, name);
    for (const [index, start] of want.entries()) t.equal(problems.problems[index]?.message.slice(0, start.length), start, name);
  }
  t.end();
});

t.test('finds routes that two plugins registered under one id', async (t) => {
  @Controller('/items')
  class ItemsController {
    @Get('/')
    list(): string {
      return '';
    }
  }
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(openapi, { info: INFO });
  await fastify.register(typhoon, { prefix: '/v1', controllers: [ItemsController] });
  await fastify.register(typhoon, { prefix: '/v2', controllers: [ItemsController] });
  await t.rejects(async () => fastify.ready(), { code: 'TYPHOON_ERR_OPENAPI_CONFLICT', message: /items\.list/ });
});

t.test('does not start with a webhook of the id of a route, nor with a schema of the name of one of the host', async (t) => {
  const start = async (name: string, operationId: string): Promise<unknown> => {
    @Controller('/items')
    class ItemsController {
      @Get('/', { response: named(name, Type.Object({ id: Type.Integer() })) })
      list() {
        return { id: 1 };
      }
    }
    const fastify = Fastify();
    t.teardown(() => fastify.close());
    await fastify.register(openapi, { info: INFO, webhooks: { placed: { post: { operationId, responses: { 204: { description: 'Seen' } } } } } });
    await fastify.register(typhoon, { controllers: [ItemsController] });
    await fastify.register(async (host) => {
      host.get('/host', { schema: { response: { 200: { $ref: 'Shared#' } } } }, () => 1);
      host.addSchema({ $id: 'Shared', type: 'integer' });
      await Promise.resolve();
    });
    try {
      await fastify.ready();
      return undefined;
    } catch (error) {
      return error;
    }
  };
  t.equal(await start('Item', 'placed'), undefined);
  t.match(await start('Item', 'items.list'), { code: 'TYPHOON_ERR_OPENAPI_CONFLICT', message: /webhook placed POST/ });
  // The name that @fastify/swagger gives to the first schema of the host.
  t.match(await start('def-0', 'placed'), { code: 'TYPHOON_ERR_OPENAPI_CONFLICT', message: /components\.schemas\.def-0/ });
});
