import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { Database } from '#src/database/database.js';
import { createFolder } from '../fixtures/shop.js';

async function openDatabase(t: Parameters<typeof createFolder>[0]): Promise<Database> {
  const database = new Database(createClient({ url: pathToFileURL(join(await createFolder(t), 'test.db')).href }));
  t.teardown(() => database.close());
  await database.write((rows) => rows.run(sql`CREATE TABLE numbers (number INTEGER)`));
  return database;
}

const countNumbers = async ({ rows }: Pick<Database, 'rows'>): Promise<unknown> =>
  (await rows.get<{ count: number }>(sql`SELECT count(*) AS count FROM numbers`)).count;

t.test('what is written is seen by others after the commit', async (t) => {
  const database = await openDatabase(t);
  const transaction = await database.begin();
  await transaction.rows.run(sql`INSERT INTO numbers VALUES (1)`);
  t.strictSame([await countNumbers(transaction), await countNumbers(database)], [1, 0]);
  await transaction.commit();
  t.equal(await countNumbers(database), 1);
});

t.test('work that fails leaves nothing behind, and lets the next one in', async (t) => {
  const database = await openDatabase(t);
  const failing = database.write(async (rows) => {
    await rows.run(sql`INSERT INTO numbers VALUES (1)`);
    throw new Error('No.');
  });
  await t.rejects(failing, { message: 'No.' });
  await database.write((rows) => rows.run(sql`INSERT INTO numbers VALUES (2)`));
  t.equal(await countNumbers(database), 1);
});

t.test('writers queue up', async (t) => {
  const database = await openDatabase(t);
  const increment = () =>
    database.write(async (rows) => {
      const before = await countNumbers({ rows });
      await new Promise((resolve) => setImmediate(resolve));
      await rows.run(sql`INSERT INTO numbers VALUES (${before})`);
    });
  await Promise.all(Array.from({ length: 20 }, increment));
  const numbers = await database.rows.all<{ number: number }>(sql`SELECT number FROM numbers ORDER BY rowid`);
  t.strictSame(
    numbers.map(({ number }) => number),
    Array.from({ length: 20 }, (_, index) => index),
  );
});
