import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

t.test('yields what stands after the name of the scheme, unread', async (t) => {
  const authorization = 'digest username="ada", realm="shop", nonce="n"';
  t.match(await requestRoute(security.http('Digest'), { headers: { authorization } }), {
    status: 200,
    body: { credentials: 'username="ada", realm="shop", nonce="n"' },
  });
});

t.test('refuses another scheme and a scheme without credentials', async (t) => {
  t.match(await requestRoute(security.http('digest'), { headers: { authorization: 'Other foobar' } }), {
    status: 401,
    challenge: 'Digest',
    body: { detail: 'Not authenticated' },
  });
  t.match(await requestRoute(security.http('digest'), { headers: { authorization: 'Digest' } }), { status: 401 });
  t.match(await requestRoute(security.http('dpop', { realm: 'shop', parameters: { algs: 'ES256' } })), { challenge: 'Dpop realm="shop", algs="ES256"' });
});

t.test('refuses a name that is none where it is declared', async (t) => {
  t.throws(() => security.http('two words'), {
    name: 'TypeError',
    message: "A challenge expects names made of letters, digits and hyphens but got 'Two words'.",
  });
  t.throws(() => security.http(''), TypeError);
});

t.test('documents itself', async (t) => {
  t.strictSame([security.http('digest').scheme.name, security.http('digest').scheme.document], ['HTTPDigest', { type: 'http', scheme: 'digest' }]);
  t.strictSame([security.http('Other').scheme.name, security.http('Other').scheme.document], ['HTTPBase', { type: 'http', scheme: 'Other' }]);
});
