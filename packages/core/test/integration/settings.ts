import t from 'tap';
import { Controller, Depends, Get, Model, SettingsError, Type, createApp, secret, settings } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class AppSettings extends Model({ greeting: Type.String({ default: 'hello' }), retries: Type.Integer(), key: secret() }) {}

function createController(config: ReturnType<typeof settings<typeof AppSettings>>) {
  @Controller('/')
  class SettingsController {
    @Get('/', { response: Type.String() })
    read(@Depends(config) { greeting, retries, key }: AppSettings): string {
      return `${greeting} ${retries} ${key} ${key.reveal()}`;
    }
  }
  return SettingsController;
}

t.test('gives a handler the settings', async (t) => {
  const config = settings(AppSettings, { files: [], environment: { RETRIES: '3', KEY: 'k' } });
  const app = await startApp(t, { controllers: [createController(config)] });
  t.equal((await app.inject('/')).json(), 'hello 3 ********** k');
});

t.test('does not start with wrong settings, and says everything at once', async (t) => {
  const config = settings(AppSettings, { files: [], environment: { RETRIES: 'three' } });
  const app = createApp({ controllers: [createController(config)] });
  t.teardown(() => app.close());
  const error = await app.ready().then(
    () => new Error('started'),
    (reason: unknown) => reason as Error,
  );
  t.match(error.message, /2 mistakes found[^]*RETRIES in the environment is 'three'[^]*KEY is missing/);
  t.ok(SettingsError.is(error.cause));
  t.equal((error.cause as SettingsError).problems.length, 2);
});

t.test('is replaced in tests', async (t) => {
  const config = settings(AppSettings, { files: [], environment: {} });
  const app = createApp({ controllers: [createController(config)] });
  t.teardown(() => app.close());
  app.override(config, () => config.load({ environment: { RETRIES: '1', KEY: 'test', GREETING: 'hi' } }));
  await app.ready();
  t.equal((await app.inject('/')).json(), 'hi 1 ********** test');
});
