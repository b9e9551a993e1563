import t from 'tap';
import { app } from '#src/dependencies/builtin.js';

t.teardown(() => app.close());

t.test('hands out what the request itself offers', async (t) => {
  const answer = await app.inject('/report');
  t.strictSame([answer.json(), answer.headers['cache-control']], ['The report', 'private']);
});
