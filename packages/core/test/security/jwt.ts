import { createHmac, generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import t from 'tap';
import { HttpError } from '#src/http/http-error.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';
import { jwt } from '#src/security/jwt.js';
import type { JwtOptions, RegisteredClaims } from '#src/security/jwt.js';
import { expectEqual } from '../fixtures/expect-equal.js';

const SECRET = 'a secret of thirty-two characters, at least';
const START = Date.UTC(2030, 0, 1) / 1_000;
let clock = START;
const now = (): Date => new Date(clock * 1_000);
const base = { keys: { secret: SECRET }, algorithms: ['HS256'], now } as const satisfies JwtOptions;

function encode(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** A token made without our code. */
function forge(header: object, payload: unknown, secret: string | Buffer = SECRET, hash = 'sha256'): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (!HttpError.is(error)) return error;
    return { status: error.status, code: error.code, detail: error.detail, challenge: error.headers['www-authenticate'] };
  }
  return 'accepted';
}

const REFUSED = {
  status: 401,
  code: 'invalid_token',
  detail: 'Could not validate credentials',
  challenge: 'Bearer error="invalid_token", error_description="Could not validate credentials"',
};
const EXPIRED = {
  status: 401,
  code: 'token_expired',
  detail: 'The token has expired',
  challenge: 'Bearer error="invalid_token", error_description="The token has expired"',
};
const valid = { sub: 'ada', exp: START + 60 };

t.beforeEach(() => {
  clock = START;
});

t.test('verifies what it issued', async (t) => {
  const tokens = jwt({ ...base, issuer: 'shop', audience: ['web', 'app'], expiresIn: 60 });
  const token = await tokens.issue({ sub: 'ada', admin: true, skipped: undefined }, { id: 'one', notBefore: 0 });
  t.strictSame(await tokens.verify(token), { sub: 'ada', admin: true, iat: START, exp: START + 60, iss: 'shop', aud: ['web', 'app'], nbf: START, jti: 'one' });
  t.strictSame(JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString()), { alg: 'HS256', typ: 'JWT' });
});

t.test('lasts fifteen minutes by default, and as long as told otherwise', async (t) => {
  const tokens = jwt(base);
  t.equal((await tokens.verify(await tokens.issue({}))).exp, START + 900);
  t.equal((await tokens.verify(await tokens.issue({}, { expiresIn: 5 }))).exp, START + 5);
});

t.test('accepts a token that another program made', async (t) => {
  t.match(await jwt(base).verify(forge({ alg: 'HS256' }, valid)), { sub: 'ada' });
});

t.test('refuses forged, malformed and tampered tokens with one neutral answer', async (t) => {
  const tokens = jwt(base);
  const [header = '', payload = '', signature = ''] = (await tokens.issue({ sub: 'ada' })).split('.');
  const rows: Readonly<Record<string, string>> = {
    'another secret': forge({ alg: 'HS256' }, valid, 'another secret of thirty-two characters'),
    'no algorithm': `${encode({ alg: 'none' })}.${encode(valid)}.`,
    'no algorithm, signed': forge({ alg: 'none' }, valid),
    'no algorithm, in capitals': `${encode({ alg: 'NONE' })}.${encode(valid)}.`,
    'no alg at all': forge({ typ: 'JWT' }, valid),
    'an algorithm that is not allowed': forge({ alg: 'HS512' }, valid, SECRET, 'sha512'),
    'a tampered payload': `${header}.${encode({ ...valid, sub: 'eve' })}.${signature}`,
    'a tampered header': `${encode({ alg: 'HS256', kid: 'x' })}.${payload}.${signature}`,
    'a cut signature': `${header}.${payload}.${signature.slice(0, -4)}`,
    'no signature': `${header}.${payload}.`,
    'a payload that is no object': forge({ alg: 'HS256' }, [valid]),
    'a payload that is no JSON': forge({ alg: 'HS256' }, 'text'),
    'a critical extension': forge({ alg: 'HS256', crit: ['x'], x: 1 }, valid),
    'an unencoded payload': forge({ alg: 'HS256', b64: false, crit: ['b64'] }, valid),
    'no expiry': forge({ alg: 'HS256' }, { sub: 'ada' }),
    'an expiry that is text': forge({ alg: 'HS256' }, { ...valid, exp: '9999999999' }),
    'a subject that is a number': forge({ alg: 'HS256' }, { ...valid, sub: 1 }),
    'five parts': 'a.b.c.d.e',
    empty: '',
    huge: forge({ alg: 'HS256' }, { ...valid, more: 'x'.repeat(8_192) }),
  };
  for (const [name, token] of Object.entries(rows)) t.strictSame(await refusalOf(tokens.verify(token)), REFUSED, name);
});

t.test('answers any text with that', async (t) => {
  const tokens = jwt(base);
  const part = fc.oneof(fc.string(), fc.json().map(encode), fc.constant(encode({ alg: 'HS256' })), fc.base64String());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
      ),
      async (token) => {
        t.strictSame(await refusalOf(tokens.verify(token)), REFUSED, token);
      },
    ),
    { numRuns: 200 },
  );
});

t.test('accepts longer tokens where the limit says so', async (t) => {
  const token = forge({ alg: 'HS256' }, { ...valid, more: 'x'.repeat(8_192) });
  t.match(await jwt({ ...base, maxLength: 20_000 }).verify(token), { sub: 'ada' });
});

t.test('tells an expired token apart, within the tolerance', async (t) => {
  const token = forge({ alg: 'HS256' }, valid);
  clock = START + 60;
  t.strictSame(await refusalOf(jwt(base).verify(token)), EXPIRED);
  t.match(await jwt({ ...base, clockTolerance: 5 }).verify(token), { sub: 'ada' });
  clock = START + 65;
  t.strictSame(await refusalOf(jwt({ ...base, clockTolerance: 5 }).verify(token)), EXPIRED);
});

t.test('tells nothing of a forged token that has expired too', async (t) => {
  t.strictSame(await refusalOf(jwt(base).verify(forge({ alg: 'HS256' }, { exp: 1 }, 'another secret of thirty-two characters'))), REFUSED);
});

t.test('refuses a token before its time, within the tolerance', async (t) => {
  const tokens = jwt(base);
  const token = await tokens.issue({}, { notBefore: 10 });
  t.strictSame(await refusalOf(tokens.verify(token)), REFUSED);
  clock = START + 8;
  t.match(await jwt({ ...base, clockTolerance: 2 }).verify(token), { nbf: START + 10 });
  clock = START + 10;
  t.match(await tokens.verify(token), { nbf: START + 10 });
});

t.test('checks audience, issuer and type where they are declared', async (t) => {
  const options = { ...base, issuer: ['shop', 'old-shop'], audience: 'web' };
  const header = { alg: 'HS256' };
  t.match(await jwt(options).verify(forge(header, { ...valid, iss: 'old-shop', aud: ['app', 'web'] })), { iss: 'old-shop' });
  for (const claims of [
    { aud: 'web' },
    { iss: 'shop' },
    { iss: 'eve', aud: 'web' },
    { iss: 'shop', aud: 'app' },
    { iss: 'shop', aud: [] },
    { iss: ['shop'], aud: 'web' },
  ]) {
    t.strictSame(await refusalOf(jwt(options).verify(forge(header, { ...valid, ...claims }))), REFUSED, JSON.stringify(claims));
  }
  const access = jwt({ ...base, type: 'at+jwt' });
  const refresh = jwt({ ...base, type: 'refresh+jwt' });
  t.match(await access.verify(await access.issue({ sub: 'ada' })), { sub: 'ada' });
  t.strictSame(await refusalOf(access.verify(await refresh.issue({ sub: 'ada' }))), REFUSED);
  t.strictSame(await refusalOf(access.verify(await jwt(base).issue({ sub: 'ada' }))), REFUSED);
});

t.test('issues for another audience when told', async (t) => {
  const tokens = jwt({ ...base, audience: 'web' });
  t.match(await tokens.verify(await tokens.issue({}, { audience: ['web', 'app'] })), { aud: ['web', 'app'] });
  t.strictSame(await refusalOf(tokens.verify(await tokens.issue({}, { audience: 'app' }))), REFUSED);
});

t.test('says whom a token is about, in its options too', async (t) => {
  const tokens = jwt({ ...base });
  t.equal((await tokens.verify(await tokens.issue({}, { subject: 'ada' }))).sub, 'ada');
  t.equal((await tokens.verify(await tokens.issue({ sub: 'bob' }, { subject: 'ada' }))).sub, 'ada');
});

t.test('rotates keys: the first signs, all verify, a removed one no longer', async (t) => {
  const old = { kid: '2029', secret: SECRET };
  const fresh = { kid: '2030', secret: 'the secret of this year, long enough as well' };
  const before = await jwt({ ...base, keys: [old] }).issue({ sub: 'ada' });
  const rotating = jwt({ ...base, keys: [fresh, old] });
  t.match(await rotating.verify(before), { sub: 'ada' });
  const after = await rotating.issue({ sub: 'ada' });
  t.match(JSON.parse(Buffer.from(after.split('.')[0] as string, 'base64url').toString()), { kid: '2030' });
  t.match(await jwt({ ...base, keys: [fresh] }).verify(after), { sub: 'ada' });
  t.strictSame(await refusalOf(jwt({ ...base, keys: [fresh] }).verify(before)), REFUSED);
});

t.test('never takes a public key for a secret', async (t) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const mixed = jwt({ ...base, keys: [{ privateKey }, { secret: SECRET }], algorithms: ['RS256', 'HS256'] });
  for (const secret of [pem, pem.trim(), publicKey.export({ type: 'spki', format: 'der' })]) {
    t.strictSame(await refusalOf(mixed.verify(forge({ alg: 'HS256' }, valid, secret))), REFUSED);
  }
  t.match(await mixed.verify(await mixed.issue({ sub: 'ada' })), { sub: 'ada' });
  t.match(await mixed.verify(forge({ alg: 'HS256' }, valid)), { sub: 'ada' });
  const { x5c: _none, ...jwk } = { x5c: undefined, ...publicKey.export({ format: 'jwk' }) };
  t.strictSame(await refusalOf(jwt({ ...base, keys: { jwks: { keys: [jwk] } }, algorithms: ['RS256'] }).verify(forge({ alg: 'HS256' }, valid, pem))), REFUSED);
});

t.test('signs and verifies with each kind of key', async (t) => {
  const pairs = [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['EdDSA', generateKeyPairSync('ed25519')],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ] as const;
  for (const [algorithm, { privateKey, publicKey }] of pairs) {
    const token = await jwt({ ...base, keys: { privateKey }, algorithms: [algorithm] }).issue({ sub: 'ada' });
    t.match(await jwt({ ...base, keys: { publicKey }, algorithms: [algorithm] }).verify(token), { sub: 'ada' }, algorithm);
    t.strictSame(await refusalOf(jwt(base).verify(token)), REFUSED);
  }
});

t.test('cannot issue without a key to sign with', async (t) => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const message = 'jwt.issue has no key to sign with: the keys can only verify. Give one as secret or privateKey.';
  await t.rejects(jwt({ ...base, keys: { publicKey }, algorithms: ['EdDSA'] }).issue({}), { name: 'TypeError', message });
});

t.test('reads keys at once, or at first use from a function', async (t) => {
  t.throws(() => jwt({ keys: { secret: 'short' }, algorithms: ['HS256'] }), { name: 'TypeError' });
  t.throws(() => jwt({ keys: { secret: SECRET }, algorithms: [] }), { name: 'TypeError' });
  let calls = 0;
  const tokens = jwt({
    ...base,
    keys: () => {
      calls++;
      return { secret: SECRET };
    },
  });
  t.equal(calls, 0);
  t.match(await tokens.verify(await tokens.issue({ sub: 'ada' })), { sub: 'ada' });
  t.equal(calls, 1);
  let isReady = false;
  const late = jwt({ ...base, keys: async () => (isReady ? { secret: SECRET } : Promise.reject(new Error('no key yet'))) });
  await t.rejects(late.issue({}), { message: 'no key yet' });
  isReady = true;
  t.match(await late.verify(await late.issue({ sub: 'ada' })), { sub: 'ada' });
  await t.rejects(jwt({ ...base, keys: () => ({ secret: 'short' }) }).verify(forge({ alg: 'HS256' }, valid)), { name: 'TypeError' });
});

class UserClaims extends Model({
  sub: Type.String({ minLength: 1 }),
  role: Type.Union([Type.Literal('admin'), Type.Literal('user')], { default: 'user' }),
  since: Type.Optional(Type.DateTime()),
}) {
  get isAdmin(): boolean {
    return this.role === 'admin';
  }
}

t.test('yields claims as their schema declares them', async (t) => {
  const tokens = jwt({ ...base, claims: UserClaims });
  const claims = await tokens.verify(await tokens.issue({ sub: 'ada', role: 'admin', since: new Date(0) }));
  expectEqual<typeof claims, UserClaims & Omit<RegisteredClaims, keyof UserClaims>>();
  t.ok(claims.isAdmin);
  t.strictSame([claims.sub, claims.since?.getTime(), claims.exp], ['ada', 0, START + 900]);
  t.strictSame({ ...(await tokens.verify(forge({ alg: 'HS256' }, { ...valid, other: 1, __proto__: null }))) }, { sub: 'ada', role: 'user', exp: START + 60 });
});

t.test('refuses a token whose claims do not fit, and does not issue one', async (t) => {
  const tokens = jwt({ ...base, claims: UserClaims });
  for (const claims of [{ sub: '' }, { sub: 'ada', role: 'root' }, { sub: 1 }, {}]) {
    t.strictSame(await refusalOf(tokens.verify(forge({ alg: 'HS256' }, { exp: START + 60, ...claims }))), REFUSED, JSON.stringify(claims));
  }
  await t.rejects(tokens.issue({ sub: '', role: 'user' }), {
    name: 'TypeError',
    message: 'jwt.issue: the claims do not fit their schema: sub: String should have at least 1 character. Issue what the schema declares.',
  });
});

t.test('takes closed schemas and schemas with registered claims', async (t) => {
  const closed = jwt({ ...base, issuer: 'shop', claims: Type.Object({ sub: Type.String(), exp: Type.Integer() }, { additionalProperties: false }) });
  const claims = await closed.verify(await closed.issue({ sub: 'ada' }));
  t.strictSame(claims, { sub: 'ada', exp: START + 900, iat: START, iss: 'shop' });
});

t.test('types what is issued and verified', async (t) => {
  const open = jwt(base);
  const typed = jwt({ ...base, claims: Type.Object({ sub: Type.String(), level: Type.Integer() }) });
  const claims = await typed.verify(await typed.issue({ sub: 'ada', level: 1 }));
  expectEqual<(typeof claims)['level'], number>();
  expectEqual<(typeof claims)['exp'], number>();
  expectEqual<(typeof claims)['iss'], string | undefined>();
  const openClaims = await open.verify(await open.issue({ anything: [1] }));
  expectEqual<(typeof openClaims)['exp'], number>();
  // @ts-expect-error a declared claim is missing
  await t.rejects(typed.issue({ sub: 'ada' }), TypeError);
  // @ts-expect-error a declared claim has another type
  await t.rejects(typed.issue({ sub: 'ada', level: 'one' }), TypeError);
});

t.test("checks claims by the application's own formats, and finds a misspelt one at once", async (t) => {
  const claims = Type.Object({ tenant: Type.String({ format: 'tenant' }) });
  const tokens = jwt({ ...base, claims, formats: { tenant: (text) => text.startsWith('t-') } });
  t.match(await tokens.verify(await tokens.issue({ tenant: 't-1' })), { tenant: 't-1' });
  t.strictSame(await refusalOf(tokens.verify(forge({ alg: 'HS256' }, { ...valid, tenant: '1' }))), REFUSED);
  await t.rejects(tokens.issue({ tenant: '1' }), /tenant: .*not a valid tenant/);
  t.throws(() => jwt({ ...base, claims: Type.Object({ sub: Type.String({ format: 'emial' }) }) }), {
    name: 'TypeError',
    message: /^jwt\(\): .*\n.*'emial' is not known/,
  });
});
