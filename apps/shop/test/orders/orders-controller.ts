import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import type { InMemoryClient } from '@typhoon/testing';
import { dependency } from 'typhoon';
import { database } from '#src/database/database.js';
import type { Rows } from '#src/database/database.js';
import { OrderStore } from '#src/orders/order-store.js';
import type { OrderDraft } from '#src/orders/order-store.js';
import { createFolder, createShopIn, signIn, signInDemo, startShop } from '../fixtures/shop.js';

const FOUNTAIN_PEN = 1;
const NOTEBOOK = 2;
const LETTER_OPENER = 6;

const stockOf = async (client: InMemoryClient, id: number): Promise<number> => (await client.get(`/items/${id}`)).json().stock;

t.test('an order', async (t) => {
  const client = await startShop(t);
  const bearer = await signInDemo(client);
  const place = async (lines: unknown, headers: Record<string, string> = {}) => client.post('/orders', { bearer, headers, json: { lines } });

  t.test('takes its pieces out of the stock and keeps names and prices', async (t) => {
    const placed = await place([
      { itemId: FOUNTAIN_PEN, quantity: 2 },
      { itemId: NOTEBOOK, quantity: 1 },
    ]);
    t.equal(placed.status, 201);
    t.match(placed.json(), {
      lines: [
        { itemId: FOUNTAIN_PEN, name: 'Fountain pen', price: 2450, quantity: 2 },
        { itemId: NOTEBOOK, name: 'Notebook', price: 1290, quantity: 1 },
      ],
      total: 6190,
    });
    t.equal(await stockOf(client, FOUNTAIN_PEN), 10);
    await client.patch(`/items/${NOTEBOOK}`, { bearer, json: { price: 1 } });
    t.strictSame((await client.get(placed.headers['location'] as string, { bearer })).json(), placed.json());
  });

  t.test('takes nothing at all when one of its items does not suffice', async (t) => {
    const before = await stockOf(client, FOUNTAIN_PEN);
    const refused = await place([
      { itemId: FOUNTAIN_PEN, quantity: 1 },
      { itemId: LETTER_OPENER, quantity: 4 },
    ]);
    t.equal(refused.status, 409);
    t.match(refused.json(), { code: 'out_of_stock', detail: "There are 3 pieces of 'Letter opener'.", itemId: LETTER_OPENER, available: 3 });
    t.equal(await stockOf(client, FOUNTAIN_PEN), before);
  });

  t.test('takes nothing when one of its items does not exist', async (t) => {
    const before = await stockOf(client, FOUNTAIN_PEN);
    const refused = await place([
      { itemId: FOUNTAIN_PEN, quantity: 1 },
      { itemId: 999, quantity: 1 },
    ]);
    t.equal(refused.status, 404);
    t.match(refused.json(), { code: 'item_not_found', detail: 'No item has the number 999.' });
    t.equal(await stockOf(client, FOUNTAIN_PEN), before);
  });

  t.test('sent again with its key is placed once', async (t) => {
    const before = await stockOf(client, NOTEBOOK);
    const lines = [{ itemId: NOTEBOOK, quantity: 3 }];
    const answers = await Promise.all([place(lines, { 'idempotency-key': 'k1' }), place(lines, { 'idempotency-key': 'k1' })]);
    t.strictSame(answers.map(({ status }) => status).sort(), [200, 201]);
    t.strictSame(answers[0]?.json(), answers[1]?.json());
    t.equal(await stockOf(client, NOTEBOOK), before - 3);
  });

  t.test('outlives its items', async (t) => {
    const item = (await client.post('/items', { bearer, json: { name: 'Stamp', price: 85, stock: 1 } })).json();
    const placed = await place([{ itemId: item.id, quantity: 1 }]);
    await client.delete(`/items/${item.id}`, { bearer });
    const { lines } = (await client.get(placed.headers['location'] as string, { bearer })).json();
    t.strictSame(lines, [{ itemId: null, name: 'Stamp', price: 85, quantity: 1 }]);
  });

  t.test('is refused with everything that is wrong', async (t) => {
    const empty = await place([]);
    t.match(empty.json(), { errors: [{ type: 'too_short', loc: ['body', 'lines'] }] });
    const wrong = await place([{ itemId: 0, quantity: 2 }, { itemId: 1, quantity: 1001, price: 0 }, 7]);
    t.strictSame(
      wrong.json().errors.map(({ type, loc }: { type: string; loc: unknown[] }) => [type, ...loc]),
      [
        ['greater_than_equal', 'body', 'lines', 0, 'itemId'],
        ['less_than_equal', 'body', 'lines', 1, 'quantity'],
        ['extra_forbidden', 'body', 'lines', 1, 'price'],
        ['model_attributes_type', 'body', 'lines', 2],
      ],
    );
  });
});

t.test('orders are seen by who placed them, the newest first', async (t) => {
  const client = await startShop(t);
  const bearer = await signInDemo(client);
  const paths: string[] = [];
  for (const quantity of [1, 2, 3])
    paths.push((await client.post('/orders', { bearer, json: { lines: [{ itemId: NOTEBOOK, quantity }] } })).headers['location'] as string);
  const first = (await client.get('/orders?limit=2', { bearer })).json();
  t.strictSame(
    [first.orders.map((order: { lines: { quantity: number }[] }) => order.lines[0]?.quantity), first.total, first.next],
    [[3, 2], 3, '?limit=2&offset=2'],
  );

  await client.post('/accounts', { json: { email: 'eve@shop.example', name: 'Eve', password: 'correct horse' } });
  const eve = await signIn(client, { username: 'eve@shop.example', password: 'correct horse' });
  t.strictSame((await client.get('/orders', { bearer: eve })).json(), { orders: [], total: 0 });
  const foreign = await client.get(paths[0] as string, { bearer: eve });
  t.equal(foreign.status, 404);
  t.equal(foreign.json().code, 'order_not_found');
});

t.test('fifty orders at once for the last ten pieces sell ten', async (t) => {
  const client = await startShop(t);
  const bearer = await signInDemo(client);
  const item = (await client.post('/items', { bearer, json: { name: 'Rare stamp', price: 5_000, stock: 10 } })).json();
  const orders = await Promise.all(Array.from({ length: 50 }, () => client.post('/orders', { bearer, json: { lines: [{ itemId: item.id, quantity: 1 }] } })));
  const count = (wanted: number) => orders.filter(({ status }) => status === wanted).length;
  t.strictSame([count(201), count(409)], [10, 40]);
  t.equal(await stockOf(client, item.id), 0);
  t.equal((await client.get('/orders', { bearer })).json().total, 10);
});

t.test('an order that cannot be stored leaves the stock as it was', async (t) => {
  const app = createShopIn(await createFolder(t));
  class BrokenStore extends OrderStore {
    override async add(draft: OrderDraft, rows: Rows): Promise<never> {
      await super.add(draft, rows);
      throw new Error('The disk is full.');
    }
  }
  app.override(
    OrderStore,
    dependency({ database }, ({ database }) => new BrokenStore(database), { lifetime: 'singleton' }),
  );
  const client = await createInMemoryClient(app);
  t.teardown(() => client.close());
  const bearer = await signInDemo(client);
  const before = await stockOf(client, FOUNTAIN_PEN);
  const response = await client.post('/orders', { bearer, json: { lines: [{ itemId: FOUNTAIN_PEN, quantity: 1 }] } });
  t.equal(response.status, 500);
  t.notMatch(response.text, 'disk');
  t.equal(await stockOf(client, FOUNTAIN_PEN), before);
  t.equal((await client.get('/orders', { bearer })).json().total, 0);
});
