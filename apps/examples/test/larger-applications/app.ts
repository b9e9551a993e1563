import t from 'tap';
import { createShop } from '#src/larger-applications/app.js';

t.test('puts controllers under prefixes, with options for all of a group', async (t) => {
  const app = createShop();
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/api/v1/items')).json(), ['Pen, ordered 3 times', 'Ink, ordered 3 times']);
  t.equal((await app.inject('/api/v2/items')).statusCode, 200);
  t.equal((await app.inject('/api/v2/back-office/orders/report')).statusCode, 401);
  const report = await app.inject({ url: '/api/v2/back-office/orders/report', headers: { authorization: 'Bearer staff' } });
  t.strictSame(report.json(), ['Pen, ordered 3 times', 'Ink, ordered 3 times']);
  t.strictSame(
    app.routes.map(({ operationId, documentation }) => [operationId, ...documentation.tags]),
    [
      ['v1_items_list', 'items'],
      ['v2_items_list', 'items'],
      ['v2_orders_read', 'staff', 'orders'],
    ],
  );
});
