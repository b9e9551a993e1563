import t from 'tap';
import { app, config } from '#src/security/api-key.js';

app.override(config, () => config.load({ environment: { API_KEY: 'sixteen characters' }, files: [] }));
t.teardown(() => app.close());

t.test('lets in who has the key', async (t) => {
  t.strictSame((await app.inject({ path: '/metrics', headers: { 'x-api-key': 'sixteen characters' } })).json(), { requests: 42 });
  for (const headers of [{}, { 'x-api-key': 'another' }]) {
    const refused = await app.inject({ path: '/metrics', headers });
    t.strictSame([refused.statusCode, refused.headers['www-authenticate']], [401, 'APIKey']);
  }
});
