import t from 'tap';
import { SettingsError } from 'typhoon';
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
    t.equal(
      (error as SettingsError).message,
      `The settings cannot be used: 3 mistakes found.
  1. PORT in the environment is 'eighty', but setting 'port' does not allow that: Input should be a valid integer, unable to parse string as an integer. Change the variable.
  2. PUBLIC_URL is missing: setting 'publicUrl' has no default. Set it in the environment or in .env.
  3. DB__PASSWORD is missing: setting 'db.password' has no default. 'DB_PASSWORD' is set; did you mean DB__PASSWORD? Set it in the environment or in .env, or name a file that holds it in DB__PASSWORD_FILE.`,
    );
  }
});
