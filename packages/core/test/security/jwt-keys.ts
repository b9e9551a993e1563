import { generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { assertAlgorithms, prepareKeys } from '#src/security/jwt-keys.js';
import type { JwtAlgorithm, JwtKey } from '#src/security/jwt-keys.js';
import { Secret } from '#src/settings/secret.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pem = ed.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string;
const ALL: readonly JwtAlgorithm[] = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

t.test('finds the algorithms that fit a key', async (t) => {
  const rows: readonly (readonly [JwtKey, readonly JwtAlgorithm[]])[] = [
    [{ secret: 'x'.repeat(32) }, ['HS256']],
    [{ secret: new Uint8Array(48) }, ['HS256', 'HS384']],
    [{ secret: new Secret('ü'.repeat(32)) }, ['HS256', 'HS384', 'HS512']],
    [{ privateKey: rsa.privateKey }, ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']],
    [{ publicKey: publicPem }, ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']],
    [{ privateKey: ec.privateKey.export({ format: 'jwk' }) }, ['ES256']],
    [{ publicKey: generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey }, ['ES384']],
    [{ publicKey: generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey }, ['ES512']],
    [{ privateKey: pem }, ['EdDSA', 'Ed25519']],
    [{ privateKey: new Secret(pem) }, ['EdDSA', 'Ed25519']],
  ];
  for (const [key, want] of rows) t.strictSame(prepareKeys([key], ALL)[0]?.algorithms, want);
});

t.test('keeps the order of the allow-list, and only what it allows', async (t) => {
  t.strictSame(prepareKeys([{ privateKey: rsa.privateKey }], ['PS256', 'RS256', 'HS256'])[0]?.algorithms, ['PS256', 'RS256']);
});

t.test('signs with private keys and secrets only', async (t) => {
  const [first, second, third] = prepareKeys(
    [
      { kid: 'a', publicKey: ec.publicKey },
      { kid: 'b', privateKey: ec.privateKey },
      { kid: 'c', secret: 'x'.repeat(32) },
    ],
    ['ES256', 'HS256'],
  );
  t.strictSame([first?.signing, second?.signing?.type, second?.verifying.type, third?.signing?.type], [undefined, 'private', 'public', 'secret']);
});

t.test('refuses keys that are no good', async (t) => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const rows: readonly (readonly [readonly JwtKey[], string])[] = [
    [[], 'jwt expects at least one key: keys: { secret } or keys: { privateKey }.'],
    [[{ secret: 'short' }], 'jwt: key 0 is a secret of 5 bytes where at least 32 are expected. Make one with: openssl rand -base64 48'],
    [[{ kid: 'k', secret: publicPem }], "jwt: key 'k' is a PEM key where a secret is expected. Give it as privateKey or publicKey."],
    [[{ secret: Buffer.from(publicPem) }], 'jwt: key 0 is a PEM key where a secret is expected. Give it as privateKey or publicKey.'],
    [[{ privateKey: publicPem }], 'jwt: key 0 cannot be read as a private key. PEM text, a JSON Web Key or a KeyObject is expected.'],
    [[{ privateKey: ec.publicKey }], 'jwt: key 0 cannot be read as a private key. PEM text, a JSON Web Key or a KeyObject is expected.'],
    [[{ publicKey: { kty: 'oct', k: 'c2VjcmV0' } }], 'jwt: key 0 cannot be read as a public key. PEM text, a JSON Web Key or a KeyObject is expected.'],
    [[{ privateKey: short.privateKey }], 'jwt: key 0 is an RSA key of 1024 bits. RSA from 2048 bits, P-256, P-384, P-521 or Ed25519 is expected.'],
    [[{ privateKey: curve.privateKey }], "jwt: key 0 is a key of type 'ec secp256k1'. RSA from 2048 bits, P-256, P-384, P-521 or Ed25519 is expected."],
    [[{ privateKey: ec.privateKey }], 'jwt: key 0 fits ES256 but only RS256, HS256 is allowed. Change the key or the algorithms.'],
    [
      [
        { kid: 'a', secret: 'x'.repeat(32) },
        { kid: 'a', secret: 'y'.repeat(32) },
      ],
      "jwt expects a kid of its own for each key but got 'a' twice.",
    ],
  ];
  for (const [keys, message] of rows) t.throws(() => prepareKeys(keys, ['RS256', 'HS256']), { name: 'TypeError', message });
});

t.test('refuses an empty list of algorithms, none, and names it does not know', async (t) => {
  t.throws(() => assertAlgorithms([]), { name: 'TypeError', message: /^jwt expects at least one algorithm/ });
  for (const name of ['none', 'hs256', 'ES256K', 'constructor'])
    t.throws(() => assertAlgorithms([name as JwtAlgorithm]), { name: 'TypeError', message: new RegExp(`but got '${name}'`) });
  t.doesNotThrow(() => assertAlgorithms(ALL));
});
