import { createClient } from '@libsql/client';
import t from 'tap';
import { migrate } from '#src/database/migrations.js';

t.test('each file runs once', async (t) => {
  const client = createClient({ url: ':memory:' });
  t.teardown(() => client.close());
  await migrate(client);
  const applied = await client.execute('SELECT name, applied_at FROM migrations ORDER BY name');
  t.strictSame(
    applied.rows.map((row) => row['name']),
    ['0001-accounts.sql', '0002-items.sql', '0003-orders.sql'],
  );
  await migrate(client);
  t.strictSame((await client.execute('SELECT name, applied_at FROM migrations ORDER BY name')).rows, applied.rows);
});

t.test('one that fails leaves nothing behind and names itself', async (t) => {
  const client = createClient({ url: ':memory:' });
  t.teardown(() => client.close());
  await client.execute('CREATE TABLE images (in_the_way)');
  await t.rejects(migrate(client), { message: "The migration '0002-items.sql' failed." });
  const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'items'");
  t.strictSame(tables.rows, []);
  t.equal((await client.execute('SELECT count(*) AS count FROM migrations')).rows[0]?.['count'], 1);
});
