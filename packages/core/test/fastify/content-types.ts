import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import t from 'tap';
import { registerContentTypes } from '#src/fastify/content-types.js';
import { FormBody } from '#src/http/form-body.js';

async function startHost(before: (host: FastifyInstance) => void = () => undefined) {
  const host = Fastify();
  before(host);
  host.post('/theirs', (request) => ({ body: request.body }));
  await host.register(async (instance) => {
    registerContentTypes(instance);
    instance.post('/ours', (request) => ({
      body: request.body instanceof FormBody ? { ...request.body.fields } : request.body,
      isForm: request.body instanceof FormBody,
    }));
    await Promise.resolve();
  });
  return (url: string, type: string, payload: string) => host.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
}

t.test('reads JSON by every name of it, and forms', async (t) => {
  const post = await startHost();
  const rows = [
    ['application/json', '{"a":1}', { body: { a: 1 }, isForm: false }],
    ['application/json; charset=utf-8', '{"a":1}', { body: { a: 1 }, isForm: false }],
    ['application/vnd.api+json', '{"a":1}', { body: { a: 1 }, isForm: false }],
    ['application/merge-patch+json; charset=utf-8', 'null', { body: null, isForm: false }],
    ['application/x-www-form-urlencoded', 'a=1&a=2', { body: { a: ['1', '2'] }, isForm: true }],
  ] as const;
  for (const [type, payload, want] of rows) t.strictSame((await post('/ours', type, payload)).json(), want, type);
});

t.test('leaves the host its own', async (t) => {
  const post = await startHost((host) => {
    host.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, `theirs ${String(body)}`));
    host.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, `csv ${String(body)}`));
  });
  t.strictSame((await post('/theirs', 'application/x-www-form-urlencoded', 'a=1')).json(), { body: 'theirs a=1' });
  t.strictSame((await post('/ours', 'application/x-www-form-urlencoded', 'a=1')).json(), { body: 'theirs a=1', isForm: false });
  t.strictSame((await post('/ours', 'text/csv', 'a')).json(), { body: 'csv a', isForm: false });
  t.strictSame((await post('/theirs', 'text/plain', 'a')).json(), { body: 'a' });
  t.equal((await post('/ours', 'text/plain', 'a')).statusCode, 415);
});
