import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

const refused = { status: 401, challenge: 'APIKey', body: { detail: 'Not authenticated', code: 'unauthorized' } };
const inHeader = security.apiKey({ in: 'header', name: 'X-API-Key' });
const inQuery = security.apiKey({ in: 'query', name: 'api_key' });
const inCookie = security.apiKey({ in: 'cookie', name: 'session' });

t.test('yields the key of a header, a query parameter or a cookie', async (t) => {
  for (const [scheme, options, key] of [
    [inHeader, { headers: { 'x-api-key': 'k-1' } }, 'k-1'],
    [inQuery, { path: '/?api_key=k%202' }, 'k 2'],
    [inQuery, { path: '/?api_key=first&api_key=last' }, 'last'],
    [inCookie, { headers: { cookie: 'other=1; session=k%3D3' } }, 'k=3'],
  ] as const) {
    t.strictSame(await requestRoute(scheme, options), { status: 200, challenge: undefined, body: { credentials: key } });
  }
});

t.test('refuses a missing or empty key', async (t) => {
  for (const [scheme, options] of [
    [inHeader, {}],
    [inHeader, { headers: { 'x-api-key': '' } }],
    [inQuery, { path: '/?API_KEY=1' }],
    [inQuery, { path: '/?api_key=' }],
    [inCookie, { headers: { cookie: 'session2=1' } }],
    [inCookie, { headers: { cookie: 'session=' } }],
  ] as const) {
    t.strictSame(await requestRoute(scheme, options), refused, JSON.stringify(options));
  }
});

t.test('reads nothing from a prototype', async (t) => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    t.strictSame(await requestRoute(security.apiKey({ in: 'query', name }), {}), refused, name);
    t.strictSame(await requestRoute(security.apiKey({ in: 'cookie', name })), refused, name);
  }
});

t.test('yields undefined where it is optional', async (t) => {
  t.match(await requestRoute(security.apiKey({ in: 'header', name: 'x-key', optional: true })), { status: 200, body: { credentials: null } });
});

t.test('documents itself', async (t) => {
  t.strictSame([inHeader.scheme.name, inHeader.scheme.document], ['APIKeyHeader', { type: 'apiKey', in: 'header', name: 'X-API-Key' }]);
  t.strictSame([inQuery.scheme.name, inQuery.scheme.document], ['APIKeyQuery', { type: 'apiKey', in: 'query', name: 'api_key' }]);
  t.strictSame([inCookie.scheme.name, inCookie.scheme.document], ['APIKeyCookie', { type: 'apiKey', in: 'cookie', name: 'session' }]);
  t.equal(security.apiKey({ in: 'cookie', name: 'session', schemeName: 'Session' }).scheme.name, 'Session');
});
