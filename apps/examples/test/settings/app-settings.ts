import t from 'tap';
import { SettingsError } from 'typhoon';
import { isShownText } from '../fixtures/shown.js';
import { config } from '#src/settings/app-settings.js';

t.test('reads what the guide shows', async (t) => {
  const environment = {
    PORT: '8080',
    PUBLIC_URL: 'https://shop.example.com',
    ALLOWED_ORIGINS: 'https://a.example.com,https://b.example.com',
    DB__PASSWORD: 'correct horse',
  };
  const value = config.load({ environment, files: [] });
  t.strictSame([value.port, value.allowedOrigins.length, value.db.password.reveal()], [8_080, 2, 'correct horse']);
  t.match(JSON.stringify(value), '"password":"**********"');
});

t.test('lists the mistakes that the guide shows', async (t) => {
  try {
    config.load({ environment: { PORT: 'eighty', DB_PASSWORD: 'correct horse' }, files: ['.env'] });
    t.fail('accepted');
  } catch (error) {
    t.ok(SettingsError.is(error));
    isShownText(t, 'settings/mistakes', (error as SettingsError).message);
  }
});
