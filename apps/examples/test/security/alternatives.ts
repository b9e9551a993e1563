import t from 'tap';
import { app } from '#src/security/alternatives.js';

t.teardown(() => app.close());

t.test('takes one of several, and strangers where they are welcome', async (t) => {
  const read = async (path: string, headers: Record<string, string> = {}) => app.inject({ path, headers });
  t.equal((await read('/whoami', { 'x-api-key': 'k' })).json(), 'You are the program with the key k');
  t.equal((await read('/whoami', { authorization: 'Bearer t' })).json(), 'You are the user with the token t');
  t.equal((await read('/whoami')).headers['www-authenticate'], 'Bearer, APIKey');
  t.equal((await read('/whoami/visitor')).json(), 'You are a stranger');
  t.equal((await read('/whoami/visitor', { authorization: 'Bearer t' })).json(), 'You are a friend');
});

t.test('documents the alternatives', async (t) => {
  const document = (await app.inject('/openapi.json')).json<{ paths: Record<string, { get: { security: unknown } }> }>();
  t.strictSame(document.paths['/whoami']?.get.security, [{ HTTPBearer: [] }, { APIKeyHeader: [] }]);
});
