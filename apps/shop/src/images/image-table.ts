import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const imageTable = sqliteTable('images', {
  itemId: integer('item_id').primaryKey(),
  mediaType: text('media_type').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  digest: text('digest').notNull(),
});

export type Image = typeof imageTable.$inferSelect;
