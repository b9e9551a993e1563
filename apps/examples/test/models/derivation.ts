import t from 'tap';
import { app } from '#src/models/derivation.js';

t.teardown(() => app.close());

t.test('derives what is sent, stored, changed and answered', async (t) => {
  const created = await app.inject({ method: 'POST', url: '/items', payload: { name: 'Pen', price: 2, inStock: false, secretNote: 'cheap' } });
  t.match(created.json(), { id: 1, name: 'Pen', price: 2, createdAt: /^\d{4}-/ });
  t.notOk('secretNote' in created.json(), 'is held back');
  const changed = await app.inject({ method: 'PATCH', url: '/items/1', payload: { price: 3 } });
  t.match(changed.json(), { name: 'Pen', price: 3, inStock: false });
  t.match((await app.inject({ method: 'PATCH', url: '/items/1', payload: {} })).json(), { status: 422, errors: [{ loc: ['body'] }] });
});

t.test('gives each a component of its own', async (t) => {
  const { components } = (await app.inject('/openapi.json')).json();
  t.match(Object.keys(components.schemas), ['NewItem', 'ItemChange', 'Item'].sort());
});
