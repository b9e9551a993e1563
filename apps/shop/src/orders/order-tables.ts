import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const orderTable = sqliteTable('orders', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  accountId: integer('account_id').notNull(),
  idempotencyKey: text('idempotency_key'),
  total: integer('total').notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
});

export const orderLineTable = sqliteTable(
  'order_lines',
  {
    orderId: integer('order_id').notNull(),
    position: integer('position').notNull(),
    itemId: integer('item_id'),
    name: text('name').notNull(),
    price: integer('price').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.position] })],
);
