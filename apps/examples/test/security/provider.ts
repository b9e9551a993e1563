import t from 'tap';
import { app } from '#src/security/provider.js';

t.teardown(() => app.close());

t.test('asks for a token of the provider', async (t) => {
  t.equal((await app.inject('/profile')).statusCode, 401);
  // Refused before any key is read: the algorithm is not allowed.
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
  t.equal((await app.inject({ path: '/profile', headers: { authorization: `Bearer ${unsigned}` } })).statusCode, 401);
});
