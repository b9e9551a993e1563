import { HttpError } from '../http/http-error.js';
import type { SecurityDependency, SecurityScheme } from './scheme.js';

/**
 * One challenge of a `WWW-Authenticate` header, unformatted.
 *
 * `{ scheme: 'Basic', parameters: { realm: 'shop' } }` → `Basic realm="shop"`
 */
export interface Challenge {
  readonly scheme: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a refusal of credentials says. */
export interface UnauthorizedOptions {
  /** The scheme whose credentials are refused: its challenge is sent. Default: a plain `Bearer`. */
  readonly scheme?: SecurityDependency<unknown> | SecurityScheme;
  /** For a human; never say which part was wrong. Default: `Could not validate credentials`. */
  readonly detail?: string;
  /** For programs. Default: `invalid_token` for bearer tokens, else `unauthorized`. */
  readonly code?: string;
  /** Kept for the log; never sent. */
  readonly cause?: unknown;
}

const BEARER: Challenge = { scheme: 'Bearer' };
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * The 401 for credentials that were sent and are not good: a token that is forged, expired or revoked, a wrong password.
 *
 * Bearer schemes answer `WWW-Authenticate: Bearer error="invalid_token", error_description="…"`, others their plain challenge.
 * `throw unauthorized(…)` in a statement, `unauthorized.throw(…)` in an expression.
 *
 * @see RFC 9110 §15.5.2, RFC 6750 §3.1
 * @example const user = (await users.byToken(token)) ?? unauthorized.throw({ scheme: bearer });
 */
export function unauthorized(options: UnauthorizedOptions = {}): HttpError {
  const { detail = 'Could not validate credentials', cause } = options;
  const schemes = toAlternatives(options.scheme);
  const isBearer = schemes.some((scheme) => isBearerChallenge(scheme.challenge ?? BEARER));
  return new HttpError(401, {
    detail,
    code: options.code ?? (isBearer ? 'invalid_token' : 'unauthorized'),
    headers: { 'www-authenticate': schemes.map((scheme) => formatChallenge(toRefusal(scheme.challenge ?? BEARER, detail))).join(', ') },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** For expressions: `(await find(token)) ?? unauthorized.throw()`. */
unauthorized.throw = (options?: UnauthorizedOptions): never => {
  throw unauthorized(options);
};

/** The 401 for a request without credentials, or with some that cannot be read. An error code is not sent: RFC 6750 §3.1. */
export function notAuthenticated(schemes: readonly SecurityScheme[]): HttpError {
  return new HttpError(401, { detail: 'Not authenticated', headers: { 'www-authenticate': formatChallenges(schemes) } });
}

/**
 * The value of `WWW-Authenticate` for any of these schemes, each kind of challenge once; `Bearer` for none.
 *
 * [bearer, basic] → `Bearer, Basic realm="api", charset="UTF-8"`
 */
export function formatChallenges(schemes: readonly SecurityScheme[]): string {
  if (schemes.length === 0) return formatChallenge(BEARER);
  return [...new Set(schemes.flatMap((scheme) => scheme.anyOf ?? [scheme]).map((scheme) => formatChallenge(scheme.challenge ?? BEARER)))].join(', ');
}

/**
 * A challenge as it stands in `WWW-Authenticate`. Every value is quoted; what no header may carry becomes `?`.
 *
 * `{ scheme: 'Bearer', parameters: { realm: 'a "b"' } }` → `'Bearer realm="a \\"b\\""'`
 *
 * @throws TypeError when the scheme or a parameter's name is no token.
 * @see RFC 9110 §11.6.1 and §5.6.4
 */
export function formatChallenge({ scheme, parameters = {} }: Challenge): string {
  for (const name of [scheme, ...Object.keys(parameters)]) {
    if (!TOKEN.test(name)) throw new TypeError(`A challenge expects names made of letters, digits and hyphens but got '${name}'.`);
  }
  const written = Object.entries(parameters).map(([name, value]) => `${name}="${value.replaceAll(/[^\x20-\x7e]/gu, '?').replaceAll(/["\\]/g, '\\$&')}"`);
  return written.length === 0 ? scheme : `${scheme} ${written.join(', ')}`;
}

/** What RFC 6750 §3 allows in `error_description` and `scope`: no quotes, no backslashes. */
export function toPlainParameter(text: string): string {
  return text.replaceAll(/["\\]/g, "'");
}

/** The `realm` parameter of a challenge, where there is one. @see RFC 9110 §11.5 */
export function toRealm(realm: string | undefined): Readonly<Record<string, string>> {
  return realm === undefined ? {} : { realm };
}

function toRefusal(challenge: Challenge, detail: string): Challenge {
  if (!isBearerChallenge(challenge)) return challenge;
  return { ...challenge, parameters: { ...challenge.parameters, error: 'invalid_token', error_description: toPlainParameter(detail) } };
}

function isBearerChallenge(challenge: Challenge): boolean {
  return challenge.scheme.toLowerCase() === 'bearer';
}

function toAlternatives(scheme: UnauthorizedOptions['scheme']): readonly SecurityScheme[] {
  if (scheme === undefined) return [{ name: 'HTTPBearer', document: {}, optional: false }];
  const found = 'scheme' in scheme ? scheme.scheme : scheme;
  return found.anyOf ?? [found];
}
