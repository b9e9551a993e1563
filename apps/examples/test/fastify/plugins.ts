import t from 'tap';
import { app } from '#src/fastify/plugins.js';

t.teardown(() => app.close());

t.test('lets plugins, hooks and plain routes stand beside ours', async (t) => {
  const answer = await app.inject('/items');
  t.strictSame([answer.json(), answer.headers['x-before']], ['items', 'GET']);
  t.strictSame((await app.inject('/plain')).json(), { a: 'plain Fastify route' });
  t.equal((await app.inject('/guarded')).statusCode, 401);
  t.ok(app.fastify.hasReplyDecorator('setCookie'));
  t.ok('/plain' in (await app.inject('/openapi.json')).json().paths, 'is documented, too');
});
