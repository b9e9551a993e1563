// Runs in a process of its own: it sets variables of the environment.
import t from 'tap';
import { app, config } from '#src/security/tokens.js';

process.env['JWT_SECRET'] = 'a secret of thirty-two characters, at least';
t.teardown(() => app.close());

async function signIn(payload: string) {
  return app.inject({ method: 'POST', path: '/token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload });
}

async function tokenOf(payload: string): Promise<string> {
  return (await signIn(payload)).json<{ access_token: string }>().access_token;
}

t.test('gives a token for the right password', async (t) => {
  const answer = await signIn('grant_type=password&username=ada&password=correct+horse');
  t.match(answer.json(), { access_token: /^eyJ/, token_type: 'bearer' });
  t.equal(answer.headers['cache-control'], 'no-store');
  t.match((await signIn('username=ada&password=wrong')).json(), { status: 400, detail: 'Incorrect username or password' });
});

t.test('lets a token do what it was given for', async (t) => {
  const ask = async (method: 'GET' | 'POST', token: string) => app.inject({ method, path: '/items', headers: { authorization: `Bearer ${token}` } });
  const ada = await tokenOf('username=ada&password=correct+horse');
  t.equal((await ask('GET', ada)).json(), 'What ada may see');
  t.equal((await ask('POST', ada)).statusCode, 201);
  for (const token of [await tokenOf('username=bob&password=battery+staple'), await tokenOf('username=ada&password=correct+horse&scope=items:read')]) {
    t.equal((await ask('GET', token)).statusCode, 200);
    const refused = await ask('POST', token);
    t.strictSame([refused.statusCode, refused.headers['www-authenticate']], [403, 'Bearer error="insufficient_scope", scope="items:write"']);
  }
  t.equal((await ask('GET', `${ada}x`)).statusCode, 401);
});

t.test('signs with the secret of the settings', async (t) => {
  t.equal(config.value.jwtSecret.reveal(), process.env['JWT_SECRET']);
});
