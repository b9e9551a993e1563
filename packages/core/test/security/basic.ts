import t from 'tap';
import { security } from '#src/security/security.js';
import { requestRoute } from '../fixtures/security-route.js';

const challenge = 'Basic realm="api", charset="UTF-8"';
const refused = { status: 401, challenge, body: { detail: 'Not authenticated', code: 'unauthorized' } };

function withLogin(text: string | Uint8Array, scheme = 'Basic') {
  return { headers: { authorization: `${scheme} ${Buffer.from(text as string).toString('base64')}` } };
}

t.test('yields user name and password', async (t) => {
  for (const [login, username, password] of [
    ['ada:lovelace', 'ada', 'lovelace'],
    ['ada:with:colons:', 'ada', 'with:colons:'],
    [':only', '', 'only'],
    ['only:', 'only', ''],
    ['zoë:pässwörd€🔑', 'zoë', 'pässwörd€🔑'],
    ['\ufeffada:bom', '\ufeffada', 'bom'],
  ] as const) {
    t.match(await requestRoute(security.basic(), withLogin(login)), { status: 200, body: { credentials: { username, password } } }, login);
  }
  t.match(await requestRoute(security.basic(), withLogin('ada:lovelace', 'bAsIc')), { status: 200 });
});

t.test('takes base64 without padding', async (t) => {
  t.match(await requestRoute(security.basic(), { headers: { authorization: 'Basic YTpiYw' } }), { body: { credentials: { username: 'a', password: 'bc' } } });
});

t.test('refuses what is no login', async (t) => {
  for (const [name, options] of [
    ['nothing', {}],
    ['another scheme', { headers: { authorization: 'Bearer abc' } }],
    ['no credentials', { headers: { authorization: 'Basic' } }],
    ['no base64', { headers: { authorization: 'Basic notabase64!' } }],
    ['base64url', { headers: { authorization: 'Basic YTpi-_-_' } }],
    ['half a byte', { headers: { authorization: 'Basic YTpiY' } }],
    ['two words', { headers: { authorization: 'Basic YTpi YTpi' } }],
    ['no colon', withLogin('johnsecret')],
    ['bytes that are no UTF-8', withLogin(new Uint8Array([0x61, 0x3a, 0xff, 0xfe]))],
    ['a control character', withLogin('ada:love\u0000lace')],
  ] as const) {
    t.strictSame(await requestRoute(security.basic(), options), refused, name);
  }
});

t.test('asks with the realm given', async (t) => {
  t.match(await requestRoute(security.basic({ realm: 'back "office"' })), { challenge: 'Basic realm="back \\"office\\"", charset="UTF-8"' });
});

t.test('yields undefined without credentials where it is optional, and refuses malformed ones', async (t) => {
  const optional = security.basic({ optional: true });
  t.match(await requestRoute(optional), { status: 200, body: { credentials: null } });
  t.strictSame(await requestRoute(optional, withLogin('nocolon')), refused);
});

t.test('documents itself', async (t) => {
  t.strictSame([security.basic().scheme.name, security.basic().scheme.document], ['HTTPBasic', { type: 'http', scheme: 'basic' }]);
});
