import t from 'tap';
import { fastify } from '#src/fastify/several.js';

t.teardown(() => fastify.close());

t.test('serves two applications, each with its own documents and envelope', async (t) => {
  t.strictSame((await fastify.inject('/shop/items')).json(), ['Pen']);
  t.equal((await fastify.inject('/back-office/reports')).json(), 3);
  for (const [prefix, title, path] of [
    ['/shop', 'Shop', '/shop/items'],
    ['/back-office', 'Back office', '/back-office/reports'],
  ] as const) {
    const document = (await fastify.inject(`${prefix}/openapi.json`)).json<{ info: { title: string }; paths: object; servers?: unknown }>();
    t.equal(document.info.title, title);
    t.strictSame(Object.keys(document.paths), [path]);
    t.equal((await fastify.inject(`${prefix}/docs`)).statusCode, 200);
  }
  t.match((await fastify.inject('/shop/nothing')).json(), { status: 404 });
  t.strictSame((await fastify.inject('/back-office/nothing')).json(), { detail: 'Not Found' });
});
