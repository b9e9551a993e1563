import { isAbsolute } from 'node:path';
import t from 'tap';
import { shopSettings } from '#src/settings.js';

t.test('everything has a default', async (t) => {
  const { data, ...settings } = shopSettings.load({ environment: {}, files: [] });
  t.strictSame({ ...settings }, { host: '127.0.0.1', port: 3000, demo: true, logLevel: 'warn' });
  t.ok(isAbsolute(data));
});

t.test('each setting has its variable', async (t) => {
  t.strictSame(
    shopSettings.variables.map(({ name }) => name),
    ['SHOP_HOST', 'PORT', 'SHOP_DATA', 'SHOP_TOKEN_SECRET', 'SHOP_DEMO', 'SHOP_LOG_LEVEL'],
  );
});

t.test('a short secret is refused and not shown', async (t) => {
  t.throws(() => shopSettings.load({ environment: { SHOP_TOKEN_SECRET: 'short-secret' }, files: [] }), {
    message: /SHOP_TOKEN_SECRET .* a secret that is not shown/,
  });
});
