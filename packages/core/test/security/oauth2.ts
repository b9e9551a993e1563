import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

const scopes = { 'items:read': 'Read items' };
const schemes = [
  security.oauth2Password({ tokenUrl: 'token' }),
  security.oauth2AuthorizationCode({ authorizationUrl: 'authorize', tokenUrl: 'token' }),
  security.oauth2ClientCredentials({ tokenUrl: 'token' }),
  security.oauth2({ flows: { password: { tokenUrl: 'token' } } }),
  security.openIdConnect('https://id.example.com/.well-known/openid-configuration'),
];

t.test('yields the bearer token and refuses a request without', async (t) => {
  for (const scheme of schemes) {
    t.match(await requestRoute(scheme, { headers: { authorization: 'Bearer abc' } }), { status: 200, body: { credentials: 'abc' } }, scheme.scheme.name);
    t.match(await requestRoute(scheme), { status: 401, challenge: 'Bearer', body: { detail: 'Not authenticated' } }, scheme.scheme.name);
  }
});

t.test('has the names of FastAPI', async (t) => {
  const names = ['OAuth2PasswordBearer', 'OAuth2AuthorizationCodeBearer', 'OAuth2ClientCredentialsBearer', 'OAuth2', 'OpenIdConnect'];
  t.strictSame(
    schemes.map((scheme) => scheme.scheme.name),
    names,
  );
});

t.test('documents its flows', async (t) => {
  const { document } = security.oauth2Password({ tokenUrl: 'token', scopes, description: 'Sign in', name: 'Login', realm: 'shop' }).scheme;
  t.strictSame(document, { type: 'oauth2', flows: { password: { tokenUrl: 'token', scopes } }, description: 'Sign in' });
  const code = security.oauth2AuthorizationCode({ authorizationUrl: '/authorize', tokenUrl: '/token', refreshUrl: '/refresh', scopes }).scheme;
  t.strictSame(code.document, {
    type: 'oauth2',
    flows: { authorizationCode: { authorizationUrl: '/authorize', tokenUrl: '/token', refreshUrl: '/refresh', scopes } },
  });
  t.strictSame(security.oauth2ClientCredentials({ tokenUrl: '/token' }).scheme.document, {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/token', scopes: {} } },
  });
  t.strictSame(security.oauth2({ flows: { implicit: { authorizationUrl: '/a', scopes }, password: { tokenUrl: '/t' } } }).scheme.document, {
    type: 'oauth2',
    flows: { implicit: { authorizationUrl: '/a', scopes }, password: { tokenUrl: '/t', scopes: {} } },
  });
  t.strictSame(schemes[4]?.scheme.document, { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration' });
});

t.test('yields undefined where it is optional, and sends its realm where it is not', async (t) => {
  t.match(await requestRoute(security.oauth2Password({ tokenUrl: 'token', optional: true })), { status: 200, body: { credentials: null } });
  t.match(await requestRoute(security.openIdConnect('https://id.example.com', { realm: 'shop' })), { challenge: 'Bearer realm="shop"' });
});
