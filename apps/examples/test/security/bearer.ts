import t from 'tap';
import { app } from '#src/security/bearer.js';

t.teardown(() => app.close());

t.test('asks for a token and hands it to the handler', async (t) => {
  const refused = await app.inject('/items');
  t.strictSame([refused.statusCode, refused.headers['www-authenticate'], refused.json<{ detail: string }>().detail], [401, 'Bearer', 'Not authenticated']);
  t.strictSame((await app.inject({ path: '/items', headers: { authorization: 'Bearer abc' } })).json(), { token: 'abc' });
});
