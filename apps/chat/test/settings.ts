import t from 'tap';
import { chatSettings } from '#src/settings.js';

t.test('everything has a default', async (t) => {
  t.strictSame({ ...chatSettings.load({ environment: {}, files: [] }) }, { host: '127.0.0.1', port: 3001, secureCookies: false, logLevel: 'warn' });
});

t.test('each setting has its variable', async (t) => {
  t.strictSame(
    chatSettings.variables.map(({ name }) => name),
    ['CHAT_HOST', 'PORT', 'CHAT_SECURE_COOKIES', 'CHAT_LOG_LEVEL'],
  );
});
