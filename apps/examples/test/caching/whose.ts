import t from 'tap';
import { app } from '#src/caching/whose.js';

t.teardown(() => app.close());

t.test('keeps an answer for each user, and none for who has not signed in', async (t) => {
  const read = async (user: string) => (await app.inject({ url: '/basket', headers: { authorization: `Bearer ${user}` } })).body;
  t.strictSame([await read('ada'), await read('grace'), await read('ada')], ['1', '2', '1']);
  t.equal((await app.inject('/basket')).statusCode, 401);
});
