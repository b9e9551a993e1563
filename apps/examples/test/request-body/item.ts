import t from 'tap';
import { app } from '#src/request-body/item.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

async function send(payload: object | string) {
  return app.inject({ method: 'POST', url: '/items', headers: { 'content-type': 'application/json' }, payload });
}

t.test('reads JSON, fills in defaults and drops what is not declared', async (t) => {
  const answer = await send({ name: 'Pen', price: 1.5, color: 'blue' });
  t.equal(answer.statusCode, 201);
  t.strictSame(answer.json(), { name: 'Pen', price: 1.5, inStock: true });
});

t.test('says what is wrong, and does not guess', async (t) => {
  isShown(t, 'request-body/wrong', await send({ name: '', price: '1.50' }));
});

t.test('says where JSON is broken', async (t) => {
  const broken = await send('{ "name": "Pen", "price": 1.5, }');
  t.equal(broken.statusCode, 422);
  isShown(t, 'request-body/malformed', broken);
});

t.test('refuses another content type', async (t) => {
  const answer = await app.inject({ method: 'POST', url: '/items', headers: { 'content-type': 'text/csv' }, payload: 'Pen;1.5' });
  t.equal(answer.statusCode, 415);
});
