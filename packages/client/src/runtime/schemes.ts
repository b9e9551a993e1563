import type { Authorizer, AuthorizedRequest } from './authorizer.js';
import { toByteString } from './byte-string.js';
import { toParts } from './parameter-text.js';
import { appendCookies, appendQuery } from './request-address.js';
import type { BasicCredential, Secret } from './credentials.js';

/**
 * `Authorization: Bearer …`: bearer tokens, and whatever OAuth2 or OpenID Connect has given.
 *
 * @see RFC 6750
 */
export const bearer = (secret: Secret): Authorizer => createAuthorization('Bearer', secret);

/**
 * `Authorization: Basic …`, in UTF-8.
 *
 * @see RFC 7617
 */
export const basic = ({ username, password }: BasicCredential): Authorizer => createAuthorization('Basic', btoa(toByteString(`${username}:${password}`)));

const createAuthorization = (scheme: string, secret: Secret): Authorizer =>
  createAuthorizer(secret, (request, value) => writeHeader(request, `${scheme} ${value}`));

/**
 * A key in a header, in the query or in a cookie. Browsers send their own cookies: there, a key in a cookie is set by signing in.
 *
 * Operations that send a key in a header or a cookie follow no redirects: `fetch` would take the key along, wherever they lead.
 */
export const apiKey =
  (place: 'header' | 'query' | 'cookie', name: string): ((secret: Secret) => Authorizer) =>
  (secret) =>
    createAuthorizer(secret, (request, key) => {
      const pair = toParts(name, key);
      if (place === 'query') request.url = appendQuery(request.url, pair);
      else {
        request.redirect = 'manual';
        if (place === 'header') writeHeader(request, key, name);
        else appendCookies(request.headers, pair);
      }
    });

/** Calls whose secret was refused share one renewal, also those that learn of it later. */
const createAuthorizer = (secret: Secret, write: (request: AuthorizedRequest, secret: string) => void): Authorizer => {
  let renewal: Promise<string | undefined> | undefined;
  let replaced: string | undefined;
  let last: string | undefined;
  const read = async (refused?: string) => {
    if (typeof secret === 'string') return secret;
    if (refused === undefined) return renewal ?? secret();
    if (refused !== replaced || refused === last) {
      last = (await (renewal ??= Promise.resolve(secret(refused)).finally(() => (renewal = undefined)))) ?? refused;
      replaced = refused;
    }
    return last;
  };
  return async (request, refused) => {
    const value = await read(refused);
    if (value !== undefined) write(request, value);
    return value;
  };
};

/** What the caller has set stays. */
const writeHeader = ({ headers }: AuthorizedRequest, value: string, name = 'authorization'): void => {
  if (!headers.has(name)) headers.set(name, value);
};
