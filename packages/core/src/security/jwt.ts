/**
 * JSON Web Tokens: their own entry point, `@typhoon/core/jwt`, so that only who uses it loads `jose`.
 */
import { SignJWT, errors } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import type { InferInput, SchemaLike } from '../decorators/check.js';
import { dependency, kDependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';
import type { FormatTable } from '../schema/formats.js';
import { collectIssues } from '../validation/issues.js';
import { INVALID, compileValidator } from '../validation/validator.js';
import { toUsableSchema } from '../values/usable-schema.js';
import { notAuthenticated } from './challenge.js';
import { assertAlgorithms, prepareKeys } from './jwt-keys.js';
import type { JwtAlgorithm, JwtKey, PreparedKey } from './jwt-keys.js';
import { assertIssueOptions, assertJwtOptions } from './jwt-options.js';
import { toTokenRefusal, verifyWithKeySet, verifyWithKeys } from './jwt-verify.js';
import type { JwtKeySet, VerifySignature } from './jwt-verify.js';
import { requiredScopes } from './required-scopes.js';
import type { SecurityScheme } from './scheme.js';

export type { AsymmetricKey, JwtAlgorithm, JwtKey } from './jwt-keys.js';
export type { JwtKeySet } from './jwt-verify.js';

/** One key, several of which the first signs, or the published ones of a provider. */
export type JwtKeys = JwtKey | readonly JwtKey[] | JwtKeySet;

/** How tokens are signed, and what they must say to be accepted. */
export interface JwtOptions<TClaims extends SchemaLike = never> {
  /**
   * One key, several (the first that can sign does, all verify: put the new key first, remove the old one when its
   * tokens have expired), or a set of public keys. A function is called at first use, and may read them from elsewhere.
   */
  readonly keys: JwtKeys | (() => JwtKeys | PromiseLike<JwtKeys>);
  /** The only algorithms that are accepted; the first that fits the key signs. There is no default on purpose. @see RFC 8725 §3.1 */
  readonly algorithms: readonly JwtAlgorithm[];
  /** Written as `iss`, and required in what is verified. Of several the first is written and any accepted. Default: not checked. */
  readonly issuer?: string | readonly string[];
  /** Written as `aud`, and one of them required in what is verified. Default: not checked. */
  readonly audience?: string | readonly string[];
  /** Lifetime of an issued token in seconds. Default: 900. A token without `exp` is never accepted. */
  readonly expiresIn?: number;
  /** Accepted difference between clocks in seconds, for `exp` and `nbf`. Default: 0. */
  readonly clockTolerance?: number;
  /**
   * Written as header `typ`, and required in what is verified: keeps a refresh token from passing for an access token.
   * Default: `JWT` is written, nothing required. @see RFC 8725 §3.11
   */
  readonly type?: string;
  /** What a token says beside the registered claims: an object schema or a model. Default: anything. */
  readonly claims?: TClaims;
  /** The application's own formats, where `claims` names one: what `createApp` is given. */
  readonly formats?: FormatTable;
  /** Longest accepted token in characters. Default: 8,192. */
  readonly maxLength?: number;
  /** The clock, for tests. Default: `() => new Date()`. */
  readonly now?: () => Date;
}

/** The claims that the standard knows. Times are seconds since 1970. @see RFC 7519 §4.1 */
export interface RegisteredClaims {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp: number;
  nbf?: number;
  iat?: number;
  jti?: string;
}

type Declared<TClaims extends SchemaLike> = [TClaims] extends [never] ? { readonly [name: string]: unknown } : InferInput<TClaims>;

/** What `verify` yields: the declared claims, and the registered ones that the schema leaves out. */
export type VerifiedClaims<TClaims extends SchemaLike> = Declared<TClaims> &
  ([TClaims] extends [never] ? RegisteredClaims : Omit<RegisteredClaims, keyof InferInput<TClaims>>);

/** The claims that `issue` fills in itself. */
type Filled = 'iss' | 'aud' | 'exp' | 'nbf' | 'iat' | 'jti';

/** What `issue` takes: plain data for the declared claims, and `sub`. */
export type IssuedClaims<TClaims extends SchemaLike> = [TClaims] extends [never]
  ? { readonly sub?: string; readonly [name: string]: unknown }
  : { readonly sub?: string } & { readonly [TName in keyof Plain<TClaims> as Exclude<TName, Filled>]: Plain<TClaims>[TName] } & {
      readonly [TName in keyof Plain<TClaims> as Extract<TName, Filled>]?: Plain<TClaims>[TName];
    };

type Plain<TClaims extends SchemaLike> = TClaims extends { readonly schema: infer TSchema extends SchemaLike } ? InferInput<TSchema> : InferInput<TClaims>;

/** What one token says beside its claims. */
export interface IssueOptions {
  /** In seconds. Default: the `expiresIn` of `jwt()`. */
  readonly expiresIn?: number;
  /** Seconds from now until the token is valid. Default: valid at once. */
  readonly notBefore?: number;
  /** Written as `jti`, to tell tokens apart where some are revoked: `randomUUID()`. Default: none. */
  readonly id?: string;
  /** Written as `sub`, whom the token is about; the same as `sub` among the claims. Default: what the claims say. */
  readonly subject?: string;
  /** Written as `aud`. Default: the `audience` of `jwt()`. */
  readonly audience?: string | readonly string[];
}

/** What `jwt()` makes. */
export interface Jwt<TClaims extends SchemaLike = never> {
  /**
   * A signed token: `eyJhbGciOi…`.
   *
   * @throws TypeError when the claims do not fit their schema, an option is unknown, or there is no key to sign with: a mistake of the program, answered 500.
   */
  issue(claims: IssuedClaims<TClaims>, options?: IssueOptions): Promise<string>;
  /**
   * The claims of a token that holds.
   *
   * @throws HttpError 401 with `WWW-Authenticate: Bearer error="invalid_token"`: code `token_expired` when only its time
   * is over, else `invalid_token`; 503, code `keys_unavailable`, when a remote key set cannot be read.
   */
  verify(token: string): Promise<VerifiedClaims<TClaims>>;
  /**
   * A dependency on the claims of the token that `scheme` reads. The scopes that routes ask for must all stand in the
   * claim `scope` (a text with spaces, or a list); else 403. Of an optional scheme it yields `undefined` where there is no
   * token, and 401 where a scope is asked for.
   *
   * @example
   * const tokens = jwt({ keys: { secret: config.value.jwtSecret }, algorithms: ['HS256'], claims: Type.Object({ sub: Type.String() }) });
   * const currentUser = dependency({ claims: tokens.claims(security.bearer()), users: UserStore }, ({ claims, users }) => users.find(claims.sub));
   */
  claims<TToken extends string | undefined>(scheme: Dependency<TToken>): Dependency<VerifiedClaims<TClaims> | Extract<TToken, undefined>>;
}

const REGISTERED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'] as const;

/**
 * Issues and verifies JSON Web Tokens. Algorithms come from a list and fit their key by its kind, so that neither
 * `alg: none` nor a public key used as a secret can pass; every failure is one neutral 401.
 *
 * @throws TypeError when an option is misspelt or of another kind; when the schema of the claims has a mistake; when an algorithm or a key is unknown, too short, or they do not fit: at once, or at first use where `keys` is a function.
 * @see RFC 7519, RFC 8725
 * @example
 * const tokens = jwt({ keys: { secret: config.value.jwtSecret }, algorithms: ['HS256'], issuer: 'shop', claims: Type.Object({ sub: Type.String() }) });
 * const token = await tokens.issue({ sub: String(user.id) });
 * const { sub } = await tokens.verify(token);
 */
export function jwt<TClaims extends SchemaLike = never>(options: JwtOptions<TClaims>): Jwt<TClaims> {
  assertJwtOptions(options);
  assertAlgorithms(options.algorithms);
  const readKeys = prepareOnce(options);
  const check = compileClaims(options.claims, options.formats);

  const verifyPayload = async (token: string, scheme?: SecurityScheme): Promise<Verified> => {
    try {
      if (token.length > (options.maxLength ?? 8_192)) throw new errors.JWTInvalid('The token is too long.');
      const { verify } = await readKeys();
      const payload = await verify(token, toVerifyOptions(options));
      return { claims: check.read(payload), scope: payload['scope'] };
    } catch (error) {
      throw toTokenRefusal(error, scheme);
    }
  };

  return {
    issue: async (claims, issueOptions = {}) => {
      assertIssueOptions(issueOptions);
      const payload = check.assert({ ...toPlain(claims), ...fillClaims(options, issueOptions) });
      return signPayload(payload, (await readKeys()).signing, options.type);
    },
    verify: async (token) => (await verifyPayload(token)).claims as VerifiedClaims<TClaims>,
    claims: (scheme) => createClaims(scheme, verifyPayload) as Dependency<never>,
  };
}

interface Verified {
  readonly claims: unknown;
  readonly scope: unknown;
}

interface Keys {
  readonly signing: PreparedKey | undefined;
  readonly verify: VerifySignature;
}

/** Keys that are given are prepared at once, so that a bad one is a mistake where it stands; a failed reading is tried again. */
function prepareOnce({ keys, algorithms }: JwtOptions<SchemaLike>): () => Keys | Promise<Keys> {
  if (typeof keys !== 'function') {
    const prepared = prepare(keys, algorithms);
    return () => prepared;
  }
  let pending: Promise<Keys> | undefined;
  return () => (pending ??= readOnce(keys));

  async function readOnce(read: () => JwtKeys | PromiseLike<JwtKeys>): Promise<Keys> {
    try {
      return prepare(await read(), algorithms);
    } catch (error) {
      pending = undefined;
      throw error;
    }
  }
}

function prepare(keys: JwtKeys, algorithms: readonly JwtAlgorithm[]): Keys {
  if ('jwks' in keys) return { signing: undefined, verify: verifyWithKeySet(keys, algorithms) };
  const prepared = prepareKeys(Array.isArray(keys) ? (keys as readonly JwtKey[]) : [keys as JwtKey], algorithms);
  return { signing: prepared.find((key) => key.signing !== undefined), verify: verifyWithKeys(prepared) };
}

function toVerifyOptions({ algorithms, issuer, audience, clockTolerance = 0, type, now }: JwtOptions<SchemaLike>): JWTVerifyOptions {
  return {
    algorithms: [...algorithms],
    clockTolerance,
    // jose requires iss and aud by itself once they are expected.
    requiredClaims: ['exp'],
    ...(issuer === undefined ? {} : { issuer: toList(issuer) }),
    ...(audience === undefined ? {} : { audience: toList(audience) }),
    ...(type === undefined ? {} : { typ: type }),
    ...(now === undefined ? {} : { currentDate: now() }),
  };
}

function fillClaims({ issuer, audience, expiresIn = 900, now }: JwtOptions<SchemaLike>, options: IssueOptions): JWTPayload {
  const issuedAt = Math.floor((now?.() ?? new Date()).getTime() / 1_000);
  const aud = options.audience ?? audience;
  return {
    iat: issuedAt,
    exp: issuedAt + (options.expiresIn ?? expiresIn),
    ...(issuer === undefined ? {} : { iss: toList(issuer)[0] as string }),
    ...(aud === undefined ? {} : { aud: typeof aud === 'string' ? aud : [...aud] }),
    ...(options.notBefore === undefined ? {} : { nbf: issuedAt + options.notBefore }),
    ...(options.id === undefined ? {} : { jti: options.id }),
    ...(options.subject === undefined ? {} : { sub: options.subject }),
  };
}

function signPayload(payload: JWTPayload, key: PreparedKey | undefined, type = 'JWT'): Promise<string> {
  if (key?.signing === undefined) throw new TypeError('jwt.issue has no key to sign with: the keys can only verify. Give one as secret or privateKey.');
  const [alg = ''] = key.algorithms;
  return new SignJWT(payload).setProtectedHeader({ alg, typ: type, ...(key.kid === undefined ? {} : { kid: key.kid }) }).sign(key.signing);
}

interface ClaimsCheck {
  /** The claims as their schema yields them. */
  readonly read: (payload: JWTPayload) => unknown;
  /** The payload, when it would be accepted back. */
  readonly assert: (payload: JWTPayload) => JWTPayload;
}

function compileClaims(claims: SchemaLike | undefined, formats: FormatTable | undefined): ClaimsCheck {
  if (claims === undefined) return { read: assertRegistered, assert: (payload) => payload };
  const schema = toUsableSchema(claims, 'jwt()', formats);
  const validator = compileValidator(schema, 'json', { formats });
  const declared = Object.keys((schema['properties'] as object | undefined) ?? {});
  const undeclared = REGISTERED.filter((name) => !declared.includes(name));
  return {
    read: (payload) => {
      assertRegistered(payload);
      const value = validator.read(without(payload, undeclared));
      if (value === INVALID) throw new errors.JWTInvalid('The claims do not fit their schema.');
      return Object.assign(value as object, only(payload, undeclared));
    },
    assert: (payload) => {
      const issues = collectIssues(schema, without(payload, undeclared), 'json', [], { formats });
      if (issues.length === 0) return payload;
      const list = issues.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ');
      throw new TypeError(`jwt.issue: the claims do not fit their schema: ${list}. Issue what the schema declares.`);
    },
  };
}

/** jose checks the times; what other code relies on as text shall be text. */
function assertRegistered(payload: JWTPayload): JWTPayload {
  for (const name of ['iss', 'sub', 'jti'] as const) {
    if (payload[name] !== undefined && typeof payload[name] !== 'string') throw new errors.JWTInvalid(`'${name}' is no text.`);
  }
  return payload;
}

function without(payload: JWTPayload, names: readonly string[]): JWTPayload {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !names.includes(name)));
}

function only(payload: JWTPayload, names: readonly string[]): JWTPayload {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => names.includes(name)));
}

/** What the claims are on the wire: dates as text, nothing undefined. */
function toPlain(claims: unknown): JWTPayload {
  return JSON.parse(JSON.stringify(claims)) as JWTPayload;
}

function createClaims(scheme: Dependency<string | undefined>, verify: (token: string, scheme?: SecurityScheme) => Promise<Verified>): Dependency<unknown> {
  const record = scheme[kDependency];
  const securityScheme = record.make === 'request' ? record.scheme : undefined;
  return dependency(
    { token: scheme, needed: requiredScopes },
    async ({ token, needed }) => {
      if (token === undefined) {
        // Strangers are welcome, but not where a scope is asked for.
        if (needed.scopes.length > 0) throw notAuthenticated(securityScheme === undefined ? [] : [securityScheme]);
        return undefined;
      }
      const { claims, scope } = await verify(token, securityScheme);
      needed.require(toScopes(scope));
      return claims;
    },
    { name: 'claims' },
  );
}

/** @see RFC 8693 §4.2 (text with spaces); some issuers write a list. */
function toScopes(scope: unknown): readonly string[] {
  if (typeof scope === 'string') return scope.split(' ');
  return Array.isArray(scope) ? scope.filter((one) => typeof one === 'string') : [];
}

function toList(value: string | readonly string[]): string[] {
  return typeof value === 'string' ? [value] : [...value];
}
