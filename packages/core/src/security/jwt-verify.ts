import type { JsonWebKey } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { HttpError } from '../http/http-error.js';
import { unauthorized } from './challenge.js';
import type { JwtAlgorithm, PreparedKey } from './jwt-keys.js';
import type { SecurityScheme } from './scheme.js';

/** Public keys in a JSON Web Key Set: the set itself, or the address it is read from and kept in step with. */
export interface JwtKeySet {
  /** Over `https`; `http` only to this machine. */
  readonly jwks: string | URL | { readonly keys: readonly JsonWebKey[] };
  /** Longest wait for the set, in milliseconds. Default: 5,000. */
  readonly timeout?: number;
  /** How long a set is used before it is read again, in milliseconds. Default: 600,000. */
  readonly maxAge?: number;
  /** Least time between two readings when a token names an unknown key, in milliseconds. Default: 30,000. */
  readonly cooldown?: number;
}

/** Checks signature and time claims of a token; whatever is wrong is thrown as it comes from jose. */
export type VerifySignature = (token: string, options: JWTVerifyOptions) => Promise<JWTPayload>;

/** Tries the keys that the token's header allows. Their algorithms have been checked against the keys at start-up. */
export function verifyWithKeys(keys: readonly PreparedKey[]): VerifySignature {
  return async (token, options) => {
    for (let attempt = 0; ; attempt++) {
      let more = false;
      const getKey: JWTVerifyGetKey = ({ alg, kid }) => {
        const candidates = keys.filter(
          (key) => key.algorithms.includes(alg as JwtAlgorithm) && (kid === undefined || key.kid === undefined || key.kid === kid),
        );
        const candidate = candidates[attempt];
        more = attempt + 1 < candidates.length;
        if (candidate === undefined) throw new errors.JWKSNoMatchingKey();
        return candidate.verifying;
      };
      try {
        return (await jwtVerify(token, getKey, options)).payload;
      } catch (error) {
        if (!more || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      }
    }
  };
}

/**
 * Takes the keys from a set.
 *
 * @throws TypeError when the set holds secrets or private keys, its address is not safe, or an algorithm needs a secret.
 */
export function verifyWithKeySet(set: JwtKeySet, algorithms: readonly JwtAlgorithm[]): VerifySignature {
  const symmetric = algorithms.find((algorithm) => algorithm.startsWith('HS'));
  if (symmetric !== undefined) throw new TypeError(`jwt: a key set holds public keys, but '${symmetric}' needs a secret. Remove it from the algorithms.`);
  const resolve = isAddress(set.jwks) ? createRemoteJWKSet(readAddress(set.jwks), toRemoteOptions(set)) : createLocalJWKSet(readKeySet(set.jwks));
  return async (token, options) => {
    try {
      return (await jwtVerify(token, resolve, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) return verifyWithEach(error, token, options);
      throw isAboutToken(error) ? error : keysUnavailable(error);
    }
  };
}

/** The answer to a token that does not hold. Nothing of the token or of the check is told, except that it has expired. */
export function toTokenRefusal(error: unknown, scheme: SecurityScheme | undefined): unknown {
  if (!(error instanceof errors.JOSEError)) return error;
  const from = { cause: error, ...(scheme === undefined ? {} : { scheme }) };
  return error instanceof errors.JWTExpired ? unauthorized({ ...from, detail: 'The token has expired', code: 'token_expired' }) : unauthorized(from);
}

async function verifyWithEach(candidates: errors.JWKSMultipleMatchingKeys, token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  for await (const key of candidates) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** False where the set could not be read: that is not the client's fault, and must not sign everybody out. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== errors.JOSEError.code
  );
}

function keysUnavailable(cause: unknown): HttpError {
  return new HttpError(503, { detail: 'The token cannot be checked at this moment', code: 'keys_unavailable', headers: { 'retry-after': '5' }, cause });
}

function isAddress(jwks: JwtKeySet['jwks']): jwks is string | URL {
  return typeof jwks === 'string' || jwks instanceof URL;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function readAddress(address: string | URL): URL {
  const url = new URL(address);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe) throw new TypeError(`jwt: keys are read over https, but the set is at '${url.origin}'. Whoever changes them on the way could sign.`);
  return url;
}

function toRemoteOptions({ timeout = 5_000, maxAge = 600_000, cooldown = 30_000 }: JwtKeySet) {
  return { timeoutDuration: timeout, cacheMaxAge: maxAge, cooldownDuration: cooldown };
}

function readKeySet(set: { readonly keys: readonly JsonWebKey[] }): JSONWebKeySet {
  const isPublic = set.keys.length > 0 && set.keys.every((key) => key.kty !== 'oct' && key.d === undefined);
  if (!isPublic)
    throw new TypeError('jwt: a key set is expected to hold public keys, at least one. Give secrets and private keys as keys: [{ secret }, { privateKey }].');
  return set as JSONWebKeySet;
}
