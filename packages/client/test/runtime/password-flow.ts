import t from 'tap';
import { like } from '../fixtures/like.js';
import { createTransport, oauth2Password, operation } from '@typhoon/client';
import type { ClientOptions, Operation, PasswordCredential, Secret, Success } from '@typhoon/client';
import { json, serve } from '../fixtures/server.js';
import type { PlainServer } from '../fixtures/server.js';

const ada: PasswordCredential = { username: 'ada', password: 'secret', scopes: ['items:read', 'items:write'] };

function connect(
  { baseUrl }: PlainServer,
  credential: PasswordCredential | Secret = ada,
  options: ClientOptions = { retry: false },
): Operation<void, Success<200>, never> {
  const transport = createTransport({ baseUrl, ...options, auth: { Login: credential } }, { Login: oauth2Password({ tokenUrl: 'token' }) });
  return operation(transport, { id: 'me', method: 'GET', path: '/me', security: [['Login']], accept: ['application/json'] });
}

/** Gives tokens t1, t2, …, of which only the last counts. */
function serveTokens(t: Parameters<typeof serve>[0], options: { expires_in?: number; refresh?: boolean } = {}) {
  let given = 0;
  let revoked = false;
  const grants: string[] = [];
  const server = serve(t, ({ url, body, headers }, response) => {
    if (url === '/me') {
      json(response, headers.authorization === `Bearer t${given}` && !revoked ? 200 : 401, {});
      return;
    }
    const fields = new URLSearchParams(body);
    grants.push(fields.get('grant_type') ?? '');
    if (fields.get('password') === 'wrong' || fields.get('refresh_token') === 'gone') {
      json(response, 400, { error: 'invalid_grant' });
      return;
    }
    given++;
    revoked = false;
    json(response, 200, {
      access_token: `t${given}`,
      ...(options.refresh && { refresh_token: `r${given}` }),
      ...(options.expires_in && { expires_in: options.expires_in }),
    });
  });
  return server.then((plain) => ({ plain, grants, revoke: () => (revoked = true) }));
}

t.test('asks for a token when the first operation needs one, once for all', async (t) => {
  const { plain, grants } = await serveTokens(t);
  const me = connect(plain);
  await Promise.all([me(), me(), me()]);
  t.strictSame(grants, ['password']);
  const [token] = plain.asked;
  t.match(token, { method: 'POST', url: '/token', headers: { 'content-type': /^application\/x-www-form-urlencoded/ } });
  t.strictSame(Object.fromEntries(new URLSearchParams(token?.body)), {
    grant_type: 'password',
    username: 'ada',
    password: 'secret',
    scope: 'items:read items:write',
  });
});

t.test('names the client where it has one', async (t) => {
  const { plain } = await serveTokens(t);
  await connect(plain, { username: 'ada', password: 'secret', clientId: 'web', clientSecret: 's' })();
  t.match(Object.fromEntries(new URLSearchParams(plain.asked[0]?.body)), { client_id: 'web', client_secret: 's' });
});

t.test('renews a token that is refused, by its refresh token, and asks once more', async (t) => {
  const { plain, grants, revoke } = await serveTokens(t, { refresh: true });
  const me = connect(plain);
  await me();
  revoke();
  await Promise.all([me(), me()]);
  t.strictSame(grants, ['password', 'refresh_token']);
  t.equal(new URLSearchParams(plain.asked.filter(({ url }) => url === '/token')[1]?.body).get('refresh_token'), 'r1');
});

t.test('renews by the password where there is no refresh token', async (t) => {
  const { plain, grants, revoke } = await serveTokens(t);
  const me = connect(plain);
  await me();
  revoke();
  await me();
  t.strictSame(grants, ['password', 'password']);
});

t.test('renews before the token ends', async (t) => {
  const { plain, grants } = await serveTokens(t, { expires_in: -1, refresh: true });
  const me = connect(plain);
  await me();
  await me();
  t.strictSame(grants, ['password', 'refresh_token']);
  t.equal(plain.asked.filter(({ url }) => url === '/me').length, 2, 'none was refused');
});

t.test('throws what the address of tokens answers, from the call that needed one', async (t) => {
  const { plain } = await serveTokens(t);
  const me = connect(plain, { username: 'ada', password: 'wrong' });
  await t.rejects(
    me(),
    like({ name: 'ApiError', status: 400, code: 'invalid_grant', request: { operation: 'oauth2Password', url: `${plain.baseUrl}/token` } }),
  );
  t.match(await me.safe(), { ok: false, error: { kind: 'undeclared', code: 'invalid_grant' } });
});

t.test('never shows a token again that was refused: each call says why there is no other, asked for once', async (t) => {
  let accepts = true;
  const server = await serve(t, ({ url }, response) => {
    if (url === '/me') json(response, accepts ? 200 : 401, {});
    else if (accepts) json(response, 200, { access_token: 't', refresh_token: 'r' });
    else json(response, 400, { error: 'invalid_grant' });
  });
  const me = connect(server, ada, {});
  await me();
  accepts = false;
  for (const [name, paths] of [
    ['the call that learns of it', ['/me', '/token', '/token']],
    ['the next one', ['/token', '/token']],
  ] as const) {
    server.asked.length = 0;
    await t.rejects(me(), like({ name: 'ApiError', status: 400, code: 'invalid_grant' }), name);
    t.strictSame(
      server.asked.map(({ url }) => url),
      paths,
      name,
    );
  }
  accepts = true;
  await me();
});

t.test('asks again for a token where the address of tokens may answer otherwise soon', async (t) => {
  let failures = 1;
  const server = await serve(t, ({ url }, response) => {
    if (url === '/me') json(response, 200, {});
    else if (failures-- > 0) json(response, 503, {});
    else json(response, 200, { access_token: 't' });
  });
  await connect(server, ada, { retry: { delay: 1 } })();
  t.strictSame(
    server.asked.map(({ url }) => url),
    ['/token', '/token', '/me'],
  );
});

t.test('takes a token from elsewhere', async (t) => {
  const { plain, grants } = await serveTokens(t);
  await t.rejects(connect(plain, 'mine')(), like({ status: 401 }));
  t.strictSame([grants, plain.asked[0]?.headers.authorization], [[], 'Bearer mine']);
});
