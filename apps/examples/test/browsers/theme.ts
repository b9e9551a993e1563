import t from 'tap';
import { app, config } from '#src/browsers/theme.js';

t.teardown(() => app.close());

t.test('the theme comes back as it was chosen, and a forged one does not', async (t) => {
  process.env['COOKIE_KEYS'] = `${'n'.repeat(32)},${'o'.repeat(32)}`;
  t.equal(config.value.cookieKeys.length, 2);
  const chosen = await app.inject({ method: 'PUT', url: '/theme', payload: { name: 'dark' } });
  const cookie = String(chosen.headers['set-cookie']).split(';')[0] ?? '';
  t.strictSame((await app.inject({ url: '/theme', headers: { cookie } })).json(), { name: 'dark', large: false });
  t.match((await app.inject({ url: '/theme', headers: { cookie: `${cookie}x` } })).json(), { name: 'light' });
});
