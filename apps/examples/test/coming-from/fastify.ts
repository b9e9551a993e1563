import t from 'tap';
import { app } from '#src/coming-from/fastify.js';
import { app as theirs } from '../fixtures/foreign/fastify.js';

t.teardown(async () => Promise.all([app.close(), theirs.close()]));

/** What an application answers to a body put in place of an item. */
async function put(on: Pick<typeof app, 'inject'>, id: string, payload: object): Promise<readonly unknown[]> {
  const { statusCode, body } = await on.inject({ method: 'PUT', url: `/items/${id}`, payload });
  return [statusCode, JSON.parse(body)];
}

t.test('answers as the Fastify application beside it', async (t) => {
  const pen = { name: 'Pen', price: 1.5, color: 'blue' };
  t.strictSame(await put(app, '3', pen), [200, { id: 3, name: 'Pen', price: 1.5 }]);
  t.strictSame(await put(app, '3', pen), await put(theirs, '3', pen));
});

t.test('names all mistakes of a request, where Fastify names the first part that has some', async (t) => {
  const mistakes = { name: '', price: 'much' };
  t.match(await put(theirs, 'x', mistakes), [400, { code: 'FST_ERR_VALIDATION', message: 'params/id must be integer' }]);
  t.match(await put(app, 'x', mistakes), [422, { errors: [{ loc: ['path', 'id'] }, { loc: ['body', 'name'] }, { loc: ['body', 'price'] }] }]);
});

t.test('does not convert JSON, as Fastify does', async (t) => {
  const asText = { name: 'Pen', price: '1.5' };
  t.strictSame(await put(theirs, '3', asText), [200, { id: 3, name: 'Pen', price: 1.5 }]);
  t.match(await put(app, '3', asText), [422, { errors: [{ type: 'float_type', loc: ['body', 'price'] }] }]);
});
