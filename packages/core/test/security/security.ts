import t from 'tap';
import { security } from '#src/security/security.js';

t.test('offers every kind of scheme that OpenAPI knows and HTTP has', async (t) => {
  t.strictSame(Object.keys(security).sort(), [
    'any',
    'apiKey',
    'basic',
    'bearer',
    'http',
    'oauth2',
    'oauth2AuthorizationCode',
    'oauth2ClientCredentials',
    'oauth2Password',
    'openIdConnect',
  ]);
});
