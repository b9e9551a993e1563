import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, errors } from 'jose';
import t from 'tap';
import type { HttpError } from '#src/http/http-error.js';
import { prepareKeys } from '#src/security/jwt-keys.js';
import { toTokenRefusal, verifyWithKeySet, verifyWithKeys } from '#src/security/jwt-verify.js';

const first = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const second = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const options = { algorithms: ['ES256'] };

function sign(key: typeof first, kid?: string): Promise<string> {
  return new SignJWT({ sub: 'ada' }).setProtectedHeader({ alg: 'ES256', ...(kid === undefined ? {} : { kid }) }).sign(key.privateKey);
}

function toJwk(key: typeof first, kid?: string) {
  return { ...key.publicKey.export({ format: 'jwk' }), ...(kid === undefined ? {} : { kid }) };
}

t.test('tries each key that the header allows', async (t) => {
  const named = verifyWithKeys(
    prepareKeys(
      [
        { kid: 'a', publicKey: first.publicKey },
        { kid: 'b', publicKey: second.publicKey },
      ],
      ['ES256'],
    ),
  );
  t.match(await named(await sign(second, 'b'), options), { sub: 'ada' });
  t.match(await named(await sign(second), options), { sub: 'ada' }, 'a token that names no key');
  await t.rejects(named(await sign(second, 'a'), options), errors.JWSSignatureVerificationFailed);
  await t.rejects(named(await sign(second, 'c'), options), errors.JWKSNoMatchingKey);
  await t.rejects(named(await sign(stranger), options), errors.JWSSignatureVerificationFailed);

  const nameless = verifyWithKeys(prepareKeys([{ publicKey: first.publicKey }, { publicKey: second.publicKey }], ['ES256']));
  t.match(await nameless(await sign(second, 'whatever'), options), { sub: 'ada' });
});

t.test('verifies with a key set', async (t) => {
  const verify = verifyWithKeySet({ jwks: { keys: [toJwk(first, 'a'), toJwk(second, 'b')] } }, ['ES256']);
  t.match(await verify(await sign(second, 'b'), options), { sub: 'ada' });
  t.match(await verify(await sign(second), options), { sub: 'ada' }, 'a token that names no key');
  await t.rejects(verify(await sign(stranger), options), errors.JWSSignatureVerificationFailed);
  await t.rejects(verify(await sign(stranger, 'c'), options), errors.JWKSNoMatchingKey);
});

t.test('follows a remote key set when a key is new', async (t) => {
  const published = { keys: [toJwk(first, 'a')] };
  let readings = 0;
  const server = createServer((_request, response) => {
    readings++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const verify = verifyWithKeySet({ jwks: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`, cooldown: 0 }, ['ES256']);

  t.match(await verify(await sign(first, 'a'), options), { sub: 'ada' });
  t.match(await verify(await sign(first, 'a'), options), { sub: 'ada' });
  t.equal(readings, 1);
  published.keys.push(toJwk(second, 'b'));
  t.match(await verify(await sign(second, 'b'), options), { sub: 'ada' });
  t.equal(readings, 2);
  await t.rejects(verify(await sign(stranger, 'c'), options), errors.JWKSNoMatchingKey);
});

t.test('answers 503, not 401, when a remote key set cannot be read', async (t) => {
  const server = createServer((_request, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const failing = verifyWithKeySet({ jwks }, ['ES256']);
  await t.rejects(failing(await sign(first, 'a'), options), { status: 503, code: 'keys_unavailable' } as object as Error);
  await new Promise((resolve) => server.close(resolve));
  const absent = verifyWithKeySet({ jwks }, ['ES256']);
  await t.rejects(absent(await sign(first, 'a'), options), { status: 503, code: 'keys_unavailable' } as object as Error);
});

t.test('refuses a key set that is no good where it is declared', async (t) => {
  const message = 'jwt: a key set is expected to hold public keys, at least one. Give secrets and private keys as keys: [{ secret }, { privateKey }].';
  for (const keys of [[], [{ kty: 'oct', k: 'c2VjcmV0' }], [first.privateKey.export({ format: 'jwk' })]]) {
    t.throws(() => verifyWithKeySet({ jwks: { keys } }, ['ES256']), { name: 'TypeError', message });
  }
  t.throws(() => verifyWithKeySet({ jwks: { keys: [toJwk(first)] } }, ['ES256', 'HS256']), {
    message: "jwt: a key set holds public keys, but 'HS256' needs a secret. Remove it from the algorithms.",
  });
  for (const jwks of ['http://id.example.com/keys', 'http://127.0.0.1.example.com/', 'file:///keys.json']) {
    t.throws(() => verifyWithKeySet({ jwks }, ['ES256']), { name: 'TypeError', message: /^jwt: keys are read over https/ }, jwks);
  }
  for (const jwks of ['https://id.example.com/keys', 'http://localhost:8080/keys', new URL('http://[::1]/keys')])
    t.doesNotThrow(() => verifyWithKeySet({ jwks }, ['ES256']), String(jwks));
});

t.test('tells nothing of a refused token, except that it has expired', async (t) => {
  const refusals = [
    new errors.JWSInvalid('a'),
    new errors.JOSEAlgNotAllowed('b'),
    new errors.JWTClaimValidationFailed('c', {}),
    new errors.JWTExpired('d', {}),
  ].map((error) => toTokenRefusal(error, undefined) as HttpError);
  t.strictSame(
    refusals.map(({ status, code, detail }) => [status, code, detail]),
    [...Array.from({ length: 3 }, () => [401, 'invalid_token', 'Could not validate credentials']), [401, 'token_expired', 'The token has expired']],
  );
  const other = new Error('a mistake of the program');
  t.equal(toTokenRefusal(other, undefined), other);
});
