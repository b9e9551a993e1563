import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

const refused = { status: 401, challenge: 'Bearer', body: { detail: 'Not authenticated', code: 'unauthorized' } };

t.test('yields the token whatever the case of the scheme and the number of spaces', async (t) => {
  for (const authorization of ['Bearer abc.def', 'bearer abc.def', 'BEARER   abc.def']) {
    t.strictSame(
      await requestRoute(security.bearer(), { headers: { authorization } }),
      { status: 200, challenge: undefined, body: { credentials: 'abc.def' } },
      authorization,
    );
  }
});

t.test('takes opaque tokens beyond the characters of RFC 6750', async (t) => {
  t.match(await requestRoute(security.bearer(), { headers: { authorization: 'Bearer 17|c2Vj,cmV0:é'.replace('é', 'e') } }), {
    body: { credentials: '17|c2Vj,cmV0:e' },
  });
});

t.test('refuses missing and malformed credentials with a challenge and no error code', async (t) => {
  for (const authorization of [undefined, '', 'Bearer', 'Bearer ', 'Bearer two words', 'Bearer tab\ttab', 'Basic YTpi', 'Bearerabc', 'Digest Bearer abc']) {
    const headers = authorization === undefined ? {} : { authorization };
    t.strictSame(await requestRoute(security.bearer(), { headers }), refused, String(authorization));
  }
});

t.test('sends the realm in the challenge, quoted', async (t) => {
  const { challenge } = await requestRoute(security.bearer({ realm: 'a "b" \\ c\r\nset-cookie: x=é' }));
  t.equal(challenge, 'Bearer realm="a \\"b\\" \\\\ c??set-cookie: x=?"');
});

t.test('yields undefined without credentials where it is optional, and refuses malformed ones', async (t) => {
  const optional = security.bearer({ optional: true });
  t.match(await requestRoute(optional), { status: 200, body: { credentials: null } });
  t.match(await requestRoute(optional, { headers: { authorization: 'Basic YTpi' } }), { status: 200, body: { credentials: null } });
  t.match(await requestRoute(optional, { headers: { authorization: 'Bearer abc' } }), { status: 200, body: { credentials: 'abc' } });
  t.strictSame(await requestRoute(optional, { headers: { authorization: 'Bearer two words' } }), refused);
});

t.test('documents itself under the name of FastAPI, or the one given', async (t) => {
  t.match(security.bearer().scheme, { name: 'HTTPBearer', optional: false });
  t.strictSame(security.bearer().scheme.document, { type: 'http', scheme: 'bearer' });
  const named = security.bearer({ name: 'Session', description: 'From the sign-in page.', bearerFormat: 'JWT', optional: true }).scheme;
  t.match(named, { name: 'Session', optional: true });
  t.strictSame(named.document, { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From the sign-in page.' });
});
