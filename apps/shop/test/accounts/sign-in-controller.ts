import t from 'tap';
import { DEMO_ACCOUNT } from '#src/database/demo-data.js';
import { startShop } from '../fixtures/shop.js';

const right = { grant_type: 'password', username: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password };

t.test('signing in', async (t) => {
  const client = await startShop(t);

  t.test('grants everything the account may do where nothing is asked for', async (t) => {
    const response = await client.post('/token', { form: right });
    t.equal(response.status, 200);
    t.equal(response.headers['cache-control'], 'no-store');
    const { access_token, ...rest } = response.json();
    t.match(access_token, /^eyJ/);
    t.strictSame(rest, { token_type: 'bearer', expires_in: 3600, scope: 'items:write orders:read orders:write' });
  });

  t.test('grants what was asked for and exists', async (t) => {
    const response = await client.post('/token', { form: { ...right, scope: 'orders:read planes:fly' } });
    t.equal(response.json().scope, 'orders:read');
  });

  for (const [name, wrong] of [
    ['a wrong password', { ...right, password: 'guess' }],
    ['an unknown address', { ...right, username: 'nobody@shop.example' }],
  ] as const) {
    t.test(`refuses ${name} without saying which it was, as OAuth2 clients expect it`, async (t) => {
      const response = await client.post('/token', { form: wrong });
      t.equal(response.status, 400);
      const { requestId, ...problem } = response.json();
      t.strictSame(problem, { type: 'about:blank', title: 'Wrong e-mail address or password', status: 400, code: 'invalid_grant', error: 'invalid_grant' });
    });
  }

  t.test('asks for both fields', async (t) => {
    const response = await client.post('/token', { form: { grant_type: 'implicit' } });
    t.equal(response.status, 422);
    t.strictSame(
      response.json().errors.map(({ type, loc }: { type: string; loc: string[] }) => [type, ...loc]),
      [
        ['literal_error', 'body', 'grant_type'],
        ['missing', 'body', 'username'],
        ['missing', 'body', 'password'],
      ],
    );
  });
});
