import { any } from './any.js';
import { apiKey } from './api-key.js';
import { basic } from './basic.js';
import { bearer } from './bearer.js';
import { http } from './http-scheme.js';
import { oauth2, oauth2AuthorizationCode, oauth2ClientCredentials, oauth2Password, openIdConnect } from './oauth2.js';

/**
 * The security schemes. Each is a dependency: one declaration refuses requests without credentials (401), stands in the
 * documents of every route that uses it, and yields the credentials typed. Checking them is the next dependency's work.
 *
 * @example const currentUser = dependency({ token: security.bearer(), users: UserStore }, ({ token, users }) => users.byToken(token));
 */
export const security = {
  bearer,
  basic,
  apiKey,
  http,
  oauth2,
  oauth2Password,
  oauth2AuthorizationCode,
  oauth2ClientCredentials,
  openIdConnect,
  any,
} as const;
