import t from 'tap';
import { app } from '#src/coming-from/tornado.js';

t.teardown(() => app.close());

t.test('answers as the Tornado application beside it', async (t) => {
  t.equal((await app.inject('/story/1?upper=1')).payload, 'ONCE UPON A TIME');
  t.equal((await app.inject({ method: 'POST', url: '/story/2', payload: { text: 'The end' } })).statusCode, 401);
  t.equal((await app.inject({ method: 'POST', url: '/story/2', payload: { text: 'The end' }, cookies: { user: 'ada' } })).statusCode, 204);
  t.equal((await app.inject('/story/2')).payload, 'The end (ada)');
  t.equal((await app.inject('/story/3')).statusCode, 404);
});
