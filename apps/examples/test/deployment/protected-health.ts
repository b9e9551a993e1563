import t from 'tap';
import { app } from '#src/deployment/protected-health.js';

t.teardown(() => app.close());

t.test('tells its health to operators only', async (t) => {
  for (const url of ['/healthz', '/readyz']) {
    t.equal((await app.inject(url)).statusCode, 401, url);
    t.equal((await app.inject({ url, headers: { authorization: 'Bearer operator-token' } })).statusCode, 200, url);
  }
});
