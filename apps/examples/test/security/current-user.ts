import t from 'tap';
import { app } from '#src/security/current-user.js';

t.teardown(() => app.close());

t.test('finds the user of a token', async (t) => {
  const read = async (token: string) => app.inject({ path: '/users/me', headers: { authorization: `Bearer ${token}` } });
  t.strictSame((await read('ada-token')).json(), { name: 'Ada', email: 'ada@example.com' });
  const refused = await read('forged');
  t.equal(refused.statusCode, 401);
  t.equal(refused.headers['www-authenticate'], 'Bearer error="invalid_token", error_description="Could not validate credentials"');
});
