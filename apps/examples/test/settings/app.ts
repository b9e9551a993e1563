import t from 'tap';
import { app } from '#src/settings/app.js';
import { startWithTestSettings } from '#src/settings/with-test-settings.js';

t.teardown(() => app.close());

t.test('runs with settings of a test', async (t) => {
  await startWithTestSettings();
  t.strictSame((await app.inject('/info')).json(), { url: 'https://test.example.com/', database: 'localhost:5432' });
});
