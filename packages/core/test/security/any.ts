import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

const token = security.bearer();
const login = security.basic();
const key = security.apiKey({ in: 'header', name: 'x-key' });
const either = security.any({ token, login, key });

t.test('yields the first credentials that the request carries, and says whose they are', async (t) => {
  t.match(await requestRoute(either, { headers: { authorization: 'Bearer abc', 'x-key': 'k' } }), {
    body: { credentials: { by: 'token', credentials: 'abc' } },
  });
  t.match(await requestRoute(either, { headers: { authorization: 'Basic YTpi' } }), {
    body: { credentials: { by: 'login', credentials: { username: 'a', password: 'b' } } },
  });
  t.match(await requestRoute(either, { headers: { 'x-key': 'k' } }), { body: { credentials: { by: 'key', credentials: 'k' } } });
});

t.test('takes good credentials of one kind beside malformed ones of another', async (t) => {
  t.match(await requestRoute(either, { headers: { authorization: 'Bearer two words', 'x-key': 'k' } }), { status: 200, body: { credentials: { by: 'key' } } });
});

t.test('refuses with every challenge when none came', async (t) => {
  const challenge = 'Bearer, Basic realm="api", charset="UTF-8", APIKey';
  t.match(await requestRoute(either), { status: 401, challenge, body: { detail: 'Not authenticated' } });
});

t.test('yields undefined where it is optional, and refuses malformed credentials', async (t) => {
  const optional = security.any({ token, key }, { optional: true });
  t.match(await requestRoute(optional), { status: 200, body: { credentials: null } });
  t.match(await requestRoute(optional, { headers: { authorization: 'Bearer' } }), { status: 401 });
});

t.test('carries its alternatives for the documents', async (t) => {
  t.strictSame(either.scheme.anyOf, [token.scheme, login.scheme, key.scheme]);
  t.match(either.scheme, { name: 'HTTPBearer or HTTPBasic or APIKeyHeader', optional: false });
});

t.test('refuses what is no security scheme, and none at all, where it is declared', async (t) => {
  t.throws(() => security.any({}), { message: 'security.any expects at least one security scheme but got none.' });
  const message =
    "security.any expects 'inner' to be a security scheme such as security.bearer(). Put dependencies that use one around security.any, not inside.";
  t.throws(() => security.any({ inner: either }), { name: 'TypeError', message });
  t.throws(() => security.any({ inner: {} as typeof token }), { message });
});
