import type { Authorizer, AuthorizedRequest } from './authorizer.js';
import { toByteString } from './byte-string.js';
import { appendCookies, appendQuery } from './request-address.js';
import type { BasicCredential, Secret } from './credentials.js';

/** A secret as it is asked for; `refused` is what the server has answered 401 to. */
type ReadSecret = (refused?: string) => string | undefined | Promise<string | undefined>;

/**
 * `Authorization: Bearer …`: bearer tokens, and whatever OAuth2 or OpenID Connect has given.
 *
 * @see RFC 6750
 */
export const bearer = (secret: Secret): Authorizer => bearerOf(toReader(secret));

/** The same, of a token that takes care of its renewal. */
export const bearerOf = (read: ReadSecret): Authorizer => createAuthorizer(read, (request, token) => writeHeader(request, `Bearer ${token}`));

/**
 * `Authorization: Basic …`, in UTF-8.
 *
 * @see RFC 7617
 */
export const basic = ({ username, password }: BasicCredential): Authorizer =>
  createAuthorizer(toReader(btoa(toByteString(`${username}:${password}`))), (request, pair) => writeHeader(request, `Basic ${pair}`));

/**
 * A key in a header, in the query or in a cookie. Browsers send their own cookies: there, a key in a cookie is set by signing in.
 *
 * Operations that send a key in a header or a cookie follow no redirects: `fetch` would take the key along, wherever they lead.
 */
export const apiKey =
  (place: 'header' | 'query' | 'cookie', name: string): ((secret: Secret) => Authorizer) =>
  (secret) =>
    createAuthorizer(toReader(secret), (request, key) => {
      const pair = [`${name}=${encodeURIComponent(key)}`];
      if (place === 'query') request.url = appendQuery(request.url, pair);
      else {
        request.redirect = 'manual';
        if (place === 'header') writeHeader(request, key, name);
        else appendCookies(request.headers, pair);
      }
    });

const createAuthorizer =
  (read: ReadSecret, write: (request: AuthorizedRequest, secret: string) => void): Authorizer =>
  async (request, refused) => {
    const secret = (await read(refused)) ?? refused;
    if (secret !== undefined) write(request, secret);
    return secret;
  };

/** What the caller has set stays. */
const writeHeader = ({ headers }: AuthorizedRequest, value: string, name = 'authorization'): void => {
  if (!headers.has(name)) headers.set(name, value);
};

/** Calls whose secret was refused share one renewal, also those that learn of it later. */
const toReader = (secret: Secret): ReadSecret => {
  if (typeof secret === 'string') return () => secret;
  let renewal: Promise<string | undefined> | undefined;
  let replaced: string | undefined;
  let last: string | undefined;
  return async (refused) => {
    if (refused === undefined) return renewal ?? secret();
    if (last !== undefined && last !== refused && replaced === refused) return last;
    renewal ??= Promise.resolve(secret(refused)).finally(() => (renewal = undefined));
    last = await renewal;
    replaced = refused;
    return last;
  };
};
