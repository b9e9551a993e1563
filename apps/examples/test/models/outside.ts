import t from 'tap';
import { explain, importOrder, receive, send } from '#src/models/outside.js';

const lines = [
  { item: 'pen', count: 2 },
  { item: 'ink', count: 1 },
];

t.test('writes an order and reads it again', async (t) => {
  const placedAt = new Date('2030-01-02T03:04:05Z');
  send({ id: 1, placedAt, lines, express: true, count: () => 0 });
  const order = receive();
  t.match(order, { id: 1, placedAt, lines, express: true });
  t.equal(order?.count(), 3);
  t.equal(receive(), undefined);
});

t.test('answers with the value or with what is wrong', async (t) => {
  t.equal(importOrder({ id: 1, placedAt: '2030-01-02T03:04:05Z', lines }), '3 pieces');
  t.equal(
    importOrder({ id: 1, placedAt: '2030-01-02T03:04:05Z', lines: [{ item: 'pen', count: 0 }] }),
    'lines.0.count: Input should be greater than or equal to 1',
  );
});

t.test('throws an error that names every place', async (t) => {
  t.equal(explain({ id: 1, placedAt: '2030-01-02T03:04:05Z', lines }), 'Order 1 is fine.');
  t.equal(
    explain({ id: 'x', lines }),
    "The value does not fit 'Order': 2 mistakes found.\n  id: Input should be a valid integer, unable to parse string as an integer\n  placedAt: Field required",
  );
});
