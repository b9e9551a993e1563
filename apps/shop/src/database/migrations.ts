import { readFile, readdir } from 'node:fs/promises';
import type { Client } from '@libsql/client';

const FOLDER = new URL('../../migrations/', import.meta.url);

/** Runs the files of `migrations/` that this database has not seen yet, in the order of their names, each in one transaction. */
export async function migrate(client: Client): Promise<void> {
  await client.execute('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT');
  const { rows } = await client.execute('SELECT name FROM migrations');
  const applied = new Set(rows.map((row) => row['name']));
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of files) {
    if (!applied.has(name)) await apply(client, name);
  }
}

async function apply(client: Client, name: string): Promise<void> {
  const statements = await readFile(new URL(name, FOLDER), 'utf8');
  const transaction = await client.transaction('write');
  try {
    await transaction.executeMultiple(statements);
    await transaction.execute({ sql: 'INSERT INTO migrations (name, applied_at) VALUES (?, ?)', args: [name, Date.now()] });
    await transaction.commit();
  } catch (error) {
    throw new Error(`The migration '${name}' failed.`, { cause: error });
  } finally {
    transaction.close();
  }
}
