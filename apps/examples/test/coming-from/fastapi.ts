import t from 'tap';
import { app } from '#src/coming-from/fastapi.js';

t.teardown(() => app.close());

t.test('answers as the FastAPI application beside it', async (t) => {
  const created = await app.inject({ method: 'POST', url: '/items', payload: { name: 'Pen', price: 1.5 } });
  t.strictSame([created.statusCode, created.json()], [201, { id: 1, name: 'Pen', price: 1.5 }]);
  t.strictSame((await app.inject('/items/1')).json(), created.json());
  t.strictSame((await app.inject('/items?q=x')).json(), []);
  t.strictSame((await app.inject('/items/2')).json(), { detail: 'Item not found' });
  t.match((await app.inject('/items/x')).json(), { detail: [{ type: 'int_parsing', loc: ['path', 'item_id'] }] });
});
