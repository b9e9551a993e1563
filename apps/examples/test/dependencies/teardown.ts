import t from 'tap';
import { app, log } from '#src/dependencies/teardown.js';

t.test('commits what succeeded, rolls back what failed, and closes what lives long at the end', async (t) => {
  t.equal((await app.inject({ method: 'POST', url: '/orders' })).statusCode, 201);
  t.strictSame(log.splice(0), ['connect', 'begin', 'handler', 'commit']);
  t.equal((await app.inject({ method: 'POST', url: '/orders?fail=yes' })).statusCode, 409);
  t.strictSame(log.splice(0), ['begin', 'handler', 'rollback']);
  t.equal((await app.inject({ method: 'POST', url: '/orders?fail=perhaps' })).statusCode, 422);
  t.strictSame(log.splice(0), [], 'starts nothing for a request that is refused');
  await app.close();
  t.strictSame(log, ['disconnect']);
});
