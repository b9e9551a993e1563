import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createFolder, createShopIn, signInDemo, startShop } from '../fixtures/shop.js';

t.test('a new shop has something to show', async (t) => {
  const client = await startShop(t);
  t.equal((await client.get('/items')).json().total, 6);
  t.match((await client.get('/accounts/me', { bearer: await signInDemo(client) })).json(), {
    name: 'Demo',
    scopes: ['items:write', 'orders:read', 'orders:write'],
  });
});

t.test('the settings can leave it away', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'off' });
  t.strictSame((await client.get('/items')).json(), { items: [], total: 0 });
});

t.test('it is added once: a restart brings nothing back, keeps what is there and signs nobody out', async (t) => {
  const folder = await createFolder(t);
  const before = await createInMemoryClient(createShopIn(folder));
  const bearer = await signInDemo(before);
  await before.delete('/items/1', { bearer });
  await before.post('/items', { bearer, json: { name: 'Kept', price: 1 } });
  await before.close();

  const after = await createInMemoryClient(createShopIn(folder));
  t.teardown(() => after.close());
  t.equal((await after.get('/items/1')).status, 404);
  t.equal((await after.get('/items?q=Kept')).json().total, 1);
  t.equal((await after.get('/accounts/me', { bearer })).status, 200);
});
