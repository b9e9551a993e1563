import { HttpError } from '@typhoon/core';
import type { RouteDefinition, RouteFeature } from '@typhoon/core';
import { FormBody, flag, writeFeature } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import type { FastifyRequest } from 'fastify';
import { isProtectedCookie } from './cookies/protected-cookie.js';
import type { MatchOrigin } from './origins.js';
import { sessionsOf } from './session/request-session.js';

/** What protects writes of whoever is signed in by a cookie. */
export interface CsrfOptions {
  /**
   * Whether a token of the session is asked for, too: in the header `x-csrf-token` or the field `_csrf` of a form, made by
   * `session.csrfToken()`. Of use where
   * clients send neither `Sec-Fetch-Site` nor `Origin`, which browsers have done since 2020 and 2023. Default: false.
   */
  readonly token?: boolean;
}

export const CSRF_RULES: OptionRules<CsrfOptions> = { token: flag };

/** The request comes from a page of another site. */
export const CrossSiteRequest = HttpError.define({
  status: 403,
  code: 'cross_site_request',
  title: 'Cross-site request refused',
  description: 'A page of another site has sent it with the cookies of this one.',
});

/** The request carries no token of its session, or that of another one. */
export const CsrfTokenInvalid = HttpError.define({
  status: 403,
  code: 'csrf_token_invalid',
  title: 'CSRF token missing or invalid',
  description: 'Neither the header `x-csrf-token` nor the field `_csrf` of a form carries a token of the session.',
});

const NAME = '@Csrf';

/** Methods that change nothing. @see RFC 9110 §9.2.1, draft-ietf-httpbis-safe-method-w-body */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

/**
 * Refuses writes (403 `cross_site_request`) that a page of another site sends to a route whose caller is known by a
 * cookie, or which reads a signed or encrypted one: browsers send the cookie along, whoever has written the page. `createApp` of `typhoon` has it on every route.
 *
 * `Sec-Fetch-Site` decides, where browsers send it; else `Origin` must be of the same host. Origins of `cors` may write.
 * Programs send neither, and nobody can make a program send somebody else's cookies.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function csrfProtection(options: CsrfOptions | false = {}, isNamedOrigin: MatchOrigin = () => false): RouteFeature {
  if (options === false) return { name: NAME };
  const { token: needsToken = false } = options;
  return {
    name: NAME,
    describe: (route) => {
      if (isAffected(route)) return { ...route, throws: [...route.throws, CrossSiteRequest, ...(needsToken && isSignedIn(route) ? [CsrfTokenInvalid] : [])] };
      // A route that it does not concern has nothing of it.
      return { ...route, policy: { ...route.policy, features: route.policy.features.filter(({ name }) => name !== NAME) } };
    },
    hooks: ({ definition }) => ({
      onRequest: (request, _reply, done) => {
        if (isCrossSite(request, isNamedOrigin)) done(new CrossSiteRequest());
        else done();
      },
      ...(needsToken && isSignedIn(definition) ? { preHandler: checkToken } : {}),
    }),
  };
}

/**
 * Says otherwise of a route or a controller than `csrf` of the application: `@Csrf(false)` for what other sites may send,
 * as the callback of a sign-in does, `@Csrf({ token: true })` for what needs a token.
 *
 * @example @Post('/callback', { response: Empty }) @Csrf(false) notice(@Body(News) news: News) {}
 */
export function Csrf(options: CsrfOptions | false): (target: object, key?: string | symbol, descriptor?: object) => void {
  return (target, key) => {
    writeFeature(target, key, csrfProtection(options));
  };
}

/** A write whose caller a cookie tells, or may tell: what is signed or encrypted is kept for a reason. */
function isAffected(route: RouteDefinition): boolean {
  if (route.kind !== 'http' || SAFE.has(route.method)) return false;
  return isSignedIn(route) || route.dependencies.some(({ target }) => isProtectedCookie(target));
}

function isSignedIn({ security }: RouteDefinition): boolean {
  return security.some(({ scheme }) => (scheme.anyOf ?? [scheme]).some(({ document }) => document['type'] === 'apiKey' && document['in'] === 'cookie'));
}

function isCrossSite({ headers, host }: FastifyRequest, isNamedOrigin: MatchOrigin): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site === 'same-origin' || site === 'none') return false;
  if (origin !== undefined && isNamedOrigin(origin)) return false;
  if (site !== undefined) return true;
  return origin !== undefined && !isSameHost(origin, host);
}

/** Their schemes are not compared, since what ends TLS before us may not say so. `null` is nobody's. */
function isSameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  // Of other schemes, as `file:`, the host may be empty, as that of `file://localhost` is.
  if (page.protocol !== 'http:' && page.protocol !== 'https:') return false;
  const own = `${page.protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === page.host;
}

function checkToken(request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void {
  const sessions = sessionsOf(request);
  const token = tokenOf(request);
  // A session that begins with this request has no token yet, and nothing to protect.
  // Where there is no session at all, as beside a key in a cookie, nobody could have a token: it was asked for all the same.
  const isMet = sessions.length > 0 && sessions.every((session) => session.isNew || (typeof token === 'string' && session.isCsrfToken(token)));
  done(isMet ? undefined : new CsrfTokenInvalid());
}

/** A form without a script cannot set a header. */
function tokenOf({ headers, body }: FastifyRequest): unknown {
  return headers['x-csrf-token'] ?? (body instanceof FormBody ? body.fields['_csrf'] : undefined);
}
