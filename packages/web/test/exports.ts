import t from 'tap';
import * as web from '@typhoon/web';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  'CookieKeys',
  'CrossSiteRequest',
  'Csrf',
  'CsrfTokenInvalid',
  'csrfProtection',
  'EXPOSED_HEADERS',
  'Session',
  'SessionConflict',
  'SessionUnavailable',
  'cookieKeys',
  'describeWeb',
  'encryptedCookie',
  'memorySessionStore',
  'sessionStore',
  'sessions',
  'setCookie',
  'signedCookie',
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(web).sort(), PUBLIC.toSorted());
});
