import { sql } from 'drizzle-orm';
import t from 'tap';
import { database } from '#src/database/database.js';
import { signIn, startShop } from '../fixtures/shop.js';

const ada = { email: 'ada@shop.example', name: 'Ada', password: 'correct horse' };

t.test('makes an account that may place orders, and never shows its password', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'false' });
  const response = await client.post('/accounts', { json: ada });
  t.equal(response.status, 201);
  const { createdAt, ...account } = response.json();
  t.strictSame(account, { id: 1, email: ada.email, name: 'Ada', scopes: ['orders:read', 'orders:write'] });
  t.ok(Date.now() - Date.parse(createdAt) < 60_000);

  const token = await signIn(client, { username: ada.email, password: ada.password });
  const me = await client.get('/accounts/me', { bearer: token });
  t.strictSame(me.json(), response.json());
});

t.test('keeps of a password what scrypt makes of it, and nothing else', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'false' });
  await client.post('/accounts', { json: ada });
  const rows = await client.app.run(database, ({ rows }) => rows.all<Record<string, unknown>>(sql`SELECT * FROM accounts`));
  t.equal(rows.length, 1);
  t.match(
    Object.values(rows[0] ?? {}).filter((value) => String(value).startsWith('$scrypt$')),
    { length: 1 },
  );
  t.notMatch(JSON.stringify(rows), ada.password);
});

t.test('refuses a second account for an address, whatever its case', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'false' });
  await client.post('/accounts', { json: ada });
  const response = await client.post('/accounts', { json: { ...ada, email: 'ADA@shop.example' } });
  t.equal(response.status, 409);
  t.match(response.json(), { code: 'email_taken', title: 'E-mail address taken', status: 409 });
});

t.test('names everything that is wrong with a new account', async (t) => {
  const client = await startShop(t, { SHOP_DEMO: 'false' });
  const response = await client.post('/accounts', { json: { email: 'ada', password: 'short', admin: true } });
  t.equal(response.status, 422);
  t.match(response.headers['content-type'], /^application\/problem\+json/);
  const errors = response.json<{ errors: { type: string; loc: string[] }[] }>().errors;
  t.strictSame(
    errors.map(({ type, loc }) => [type, ...loc]),
    [
      ['value_error', 'body', 'email'],
      ['missing', 'body', 'name'],
      ['string_too_short', 'body', 'password'],
      ['extra_forbidden', 'body', 'admin'],
    ],
  );
  t.notMatch(JSON.stringify(errors), '"short"', 'and shows no password');
});
