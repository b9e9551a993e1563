// Runs in a process of its own: the application of this example is one for a process, and another test uses it, too.
import t from 'tap';
import { startWithTestSettings } from '#src/settings/with-test-settings.js';

t.test('runs with settings that the environment knows nothing of', async (t) => {
  const app = await startWithTestSettings();
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/info')).json(), { url: 'https://test.example.com/', database: 'localhost:5432' });
});
