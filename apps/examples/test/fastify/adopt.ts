import t from 'tap';
import { fastify } from '#src/fastify/adopt.js';

t.teardown(() => fastify.close());

t.test('adds controllers to a Fastify application, and leaves the rest alone', async (t) => {
  t.strictSame((await fastify.inject('/old')).json(), { still: 'here' });
  t.equal((await fastify.inject('/api/items/3')).json(), 3);
  t.equal((await fastify.inject('/api/items/x')).headers['content-type'], 'application/problem+json; charset=utf-8');
  t.strictSame(Object.keys((await fastify.inject('/openapi.json')).json<{ paths: object }>().paths), ['/api/items/{id}']);
  t.match((await fastify.inject('/nowhere')).json(), { message: 'Route GET:/nowhere not found' });
});
