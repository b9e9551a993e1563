import t from 'tap';
import { parse } from 'yaml';
import { DocumentStore } from '#src/plugin/document-store.js';
import { INFO } from '../fixtures/documents.js';

t.test('builds a document when it is asked for, once', async (t) => {
  let built = 0;
  const shared = { type: 'string' };
  const store = new DocumentStore(() => {
    built++;
    return { openapi: '3.1.1', info: INFO, servers: [], paths: { '/a': { shared }, '/b': { shared } } };
  });
  t.equal(store.built, undefined);
  t.equal(built, 0);
  t.equal(store.json, store.json);
  t.equal(await store.yaml(), await store.yaml());
  t.equal(store.document, store.built);
  t.equal(built, 1);
});

t.test('writes YAML that says the same, without anchors', async (t) => {
  const Fastify = (await import('fastify')).default;
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  const shared = { type: 'string' };
  const store = new DocumentStore(() => ({ openapi: '3.1.1', info: INFO, servers: [], paths: { '/a': { shared }, '/b': { shared } } }));
  fastify.get('/', async (request, reply) => (await store.yaml()).send(request, reply));
  const { payload, headers } = await fastify.inject('/');
  t.match(headers['content-type'], /^application\/yaml/);
  t.strictSame(parse(payload), JSON.parse(JSON.stringify(store.document)));
  t.notMatch(payload, /[&*]a1/);
});
