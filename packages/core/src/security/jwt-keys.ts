import { KeyObject, createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { Secret } from '../settings/secret.js';

/** The signature algorithms that may be allowed. There is no `none`. @see RFC 7518 §3.1, RFC 8037, RFC 9864 */
export type JwtAlgorithm =
  'HS256' | 'HS384' | 'HS512' | 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512' | 'EdDSA' | 'Ed25519';

/** A key as PEM text, as JSON Web Key or as Node's `KeyObject`. */
export type AsymmetricKey = string | KeyObject | JsonWebKey;

/**
 * A key and what it may be used for: the name of the property says it, so that a public key can never pass for a secret.
 *
 * `kid` names the key in the token's header; give one to every key as soon as there are two.
 */
export type JwtKey =
  /** Signs and verifies, HS256 to HS512. At least as long as the hash: 32, 48 or 64 bytes. Text counts as UTF-8. */
  | { readonly kid?: string; readonly secret: string | Uint8Array | Secret | Secret<Uint8Array> }
  /** Signs, and verifies with its public half. */
  | { readonly kid?: string; readonly privateKey: AsymmetricKey | Secret }
  /** Verifies only. */
  | { readonly kid?: string; readonly publicKey: AsymmetricKey };

/** A key ready for use. */
export interface PreparedKey {
  readonly kid: string | undefined;
  /** Undefined where the key can only verify. */
  readonly signing: KeyObject | undefined;
  readonly verifying: KeyObject;
  /** The allowed algorithms that fit the key, the preferred first. */
  readonly algorithms: readonly JwtAlgorithm[];
}

/** Least length of a secret in bytes. @see RFC 7518 §3.2 */
const SECRET_BYTES: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };
const LEAST_RSA_BITS = 2_048;
const RSA: readonly JwtAlgorithm[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const CURVES: Readonly<Record<string, readonly JwtAlgorithm[]>> = { prime256v1: ['ES256'], secp384r1: ['ES384'], secp521r1: ['ES512'] };
const ALGORITHMS: ReadonlySet<string> = new Set<JwtAlgorithm>(['HS256', 'HS384', 'HS512', ...RSA, 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']);

/**
 * Refuses an empty list and names that are no algorithm.
 *
 * @throws TypeError
 */
export function assertAlgorithms(algorithms: readonly JwtAlgorithm[]): void {
  if (algorithms.length === 0)
    throw new TypeError("jwt expects at least one algorithm: algorithms: ['HS256'] for a secret, ['EdDSA'] or ['RS256'] for a key pair.");
  const unknown = algorithms.find((algorithm) => !ALGORITHMS.has(algorithm));
  if (unknown !== undefined) throw new TypeError(`jwt expects algorithms among ${[...ALGORITHMS].join(', ')} but got '${unknown}'.`);
}

/**
 * Makes keys ready, the first that can sign being the one that signs.
 *
 * @throws TypeError when there is none, a key cannot be read, is too short, or fits none of the algorithms.
 */
export function prepareKeys(keys: readonly JwtKey[], algorithms: readonly JwtAlgorithm[]): readonly PreparedKey[] {
  if (keys.length === 0) throw new TypeError('jwt expects at least one key: keys: { secret } or keys: { privateKey }.');
  const kids = keys.map((key) => key.kid).filter((kid) => kid !== undefined);
  const twice = kids.find((kid, index) => kids.indexOf(kid) !== index);
  if (twice !== undefined) throw new TypeError(`jwt expects a kid of its own for each key but got '${twice}' twice.`);
  return keys.map((key, index) => prepareKey(key, { algorithms, place: `jwt: key ${key.kid === undefined ? index : `'${key.kid}'`}` }));
}

interface PrepareContext {
  readonly algorithms: readonly JwtAlgorithm[];
  readonly place: string;
}

function prepareKey(key: JwtKey, { algorithms, place }: PrepareContext): PreparedKey {
  const { signing, verifying } = readKey(key, place);
  const fitting = algorithmsOf(verifying, place);
  const usable = algorithms.filter((algorithm) => fitting.includes(algorithm));
  if (usable.length === 0)
    throw new TypeError(`${place} fits ${fitting.join(', ')} but only ${algorithms.join(', ')} is allowed. Change the key or the algorithms.`);
  return { kid: key.kid, signing, verifying, algorithms: usable };
}

function readKey(key: JwtKey, place: string): { readonly signing: KeyObject | undefined; readonly verifying: KeyObject } {
  if ('secret' in key) {
    const secret = readSecret(key.secret, place);
    return { signing: secret, verifying: secret };
  }
  if ('privateKey' in key) {
    const signing = toKeyObject(key.privateKey, 'private', place);
    return { signing, verifying: createPublicKey(signing) };
  }
  return { signing: undefined, verifying: toKeyObject(key.publicKey, 'public', place) };
}

function readSecret(secret: Extract<JwtKey, { secret: unknown }>['secret'], place: string): KeyObject {
  const value = Secret.is(secret) ? secret.reveal() : secret;
  // A public key as HMAC secret is the classic confusion: whoever knows the public key could sign. RFC 8725 §2.1
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  if (bytes.includes('-----BEGIN ')) throw new TypeError(`${place} is a PEM key where a secret is expected. Give it as privateKey or publicKey.`);
  return createSecretKey(bytes);
}

function toKeyObject(given: AsymmetricKey | Secret, type: 'private' | 'public', place: string): KeyObject {
  const key = Secret.is(given) ? given.reveal() : given;
  try {
    if (key instanceof KeyObject) return assertType(key, type);
    const input = typeof key === 'string' ? key : ({ key, format: 'jwk' } as const);
    return type === 'private' ? createPrivateKey(input) : createPublicKey(input);
  } catch (cause) {
    throw new TypeError(`${place} cannot be read as a ${type} key. PEM text, a JSON Web Key or a KeyObject is expected.`, { cause });
  }
}

function assertType(key: KeyObject, type: 'private' | 'public'): KeyObject {
  if (key.type !== type) throw new TypeError(`The key is a ${key.type} one.`);
  return key;
}

function algorithmsOf(key: KeyObject, place: string): readonly JwtAlgorithm[] {
  if (key.type === 'secret') return algorithmsOfSecret(key, place);
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ed25519') return ['EdDSA', 'Ed25519'];
  if (key.asymmetricKeyType === 'ec' && CURVES[namedCurve] !== undefined) return CURVES[namedCurve];
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= LEAST_RSA_BITS) return RSA;
  const found = key.asymmetricKeyType === 'rsa' ? `an RSA key of ${modulusLength} bits` : `a key of type '${key.asymmetricKeyType} ${namedCurve}'`;
  throw new TypeError(`${place} is ${found}. RSA from ${LEAST_RSA_BITS} bits, P-256, P-384, P-521 or Ed25519 is expected.`);
}

function algorithmsOfSecret(key: KeyObject, place: string): readonly JwtAlgorithm[] {
  const size = key.symmetricKeySize ?? 0;
  const fitting = (Object.keys(SECRET_BYTES) as JwtAlgorithm[]).filter((algorithm) => size >= (SECRET_BYTES[algorithm] ?? 0));
  if (fitting.length === 0) throw new TypeError(`${place} is a secret of ${size} bytes where at least 32 are expected. Make one with: openssl rand -base64 48`);
  return fitting;
}
