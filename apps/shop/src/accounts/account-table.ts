import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Scope } from './scopes.js';

export const accountTable = sqliteTable('accounts', {
  id: integer('id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  scopes: text('scopes', { mode: 'json' }).$type<Scope[]>().notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
});

export type AccountRow = typeof accountTable.$inferSelect;
