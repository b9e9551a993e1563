import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const itemTable = sqliteTable('items', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  price: integer('price').notNull(),
  stock: integer('stock').notNull().default(0),
  tags: text('tags', { mode: 'json' }).$type<string[]>().notNull().default([]),
  hasImage: integer('has_image', { mode: 'boolean' }).notNull().default(false),
  version: integer('version').notNull().default(1),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
});
