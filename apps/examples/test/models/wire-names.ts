import t from 'tap';
import { app } from '#src/models/wire-names.js';

t.teardown(() => app.close());

async function send(payload: object) {
  return app.inject({ method: 'POST', url: '/items?discount-percent=50', payload, headers: { 'x-shop': 'Ada' } });
}

t.test('reads and writes the names of the wire, and works with its own', async (t) => {
  t.strictSame((await send({ item_name: 'Pen', unit_price: 4 })).json(), { item_name: 'Pen of Ada', unit_price: 2 });
});

t.test('names places by the names of the wire', async (t) => {
  t.match((await send({ name: 'Pen', unit_price: 4 })).json().errors, [{ type: 'missing', loc: ['body', 'item_name'] }]);
});

t.test('documents the names of the wire', async (t) => {
  const { components } = (await app.inject('/openapi.json')).json();
  t.strictSame(Object.keys(components.schemas.WireItem.properties), ['item_name', 'unit_price']);
});
