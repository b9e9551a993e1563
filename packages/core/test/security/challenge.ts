import t from 'tap';
import { HttpError } from '#src/http/http-error.js';
import { formatChallenge, formatChallenges, toPlainParameter, toRealm, unauthorized } from '#src/security/challenge.js';
import { security } from '#src/security/security.js';

t.test('formats a challenge so that no value can leave its quotes', async (t) => {
  for (const [given, want] of [
    [{ scheme: 'Bearer' }, 'Bearer'],
    [{ scheme: 'Bearer', parameters: {} }, 'Bearer'],
    [{ scheme: 'Basic', parameters: { realm: 'shop', charset: 'UTF-8' } }, 'Basic realm="shop", charset="UTF-8"'],
    [{ scheme: 'Basic', parameters: { realm: '", error="x' } }, 'Basic realm="\\", error=\\"x"'],
    [{ scheme: 'Basic', parameters: { realm: '\\' } }, 'Basic realm="\\\\"'],
    [{ scheme: 'Basic', parameters: { realm: 'a\r\nb\u0000c\u2028ü🔑' } }, 'Basic realm="a??b?c???"'],
  ] as const) {
    t.equal(formatChallenge(given), want);
  }
});

t.test('refuses names that are no tokens', async (t) => {
  t.throws(() => formatChallenge({ scheme: 'Bearer\r\n' }), TypeError);
  t.throws(() => formatChallenge({ scheme: 'Bearer', parameters: { 'a=': 'b' } }), TypeError);
});

t.test('lists each challenge once', async (t) => {
  const schemes = [
    security.bearer().scheme,
    security.oauth2Password({ tokenUrl: 'token' }).scheme,
    security.any({ key: security.apiKey({ in: 'query', name: 'k' }) }).scheme,
  ];
  t.equal(formatChallenges(schemes), 'Bearer, APIKey');
  t.equal(formatChallenges([{ name: 'Plain', document: {}, optional: false }]), 'Bearer');
  t.equal(formatChallenges([]), 'Bearer');
});

t.test('refuses a bearer token as invalid', async (t) => {
  const error = unauthorized();
  t.ok(HttpError.is(error));
  t.match(error, { status: 401, code: 'invalid_token', title: 'Unauthorized', detail: 'Could not validate credentials' });
  t.strictSame(error.headers, { 'www-authenticate': 'Bearer error="invalid_token", error_description="Could not validate credentials"' });
});

t.test('keeps the realm, the detail and the cause', async (t) => {
  const cause = new Error('signature');
  const error = unauthorized({ scheme: security.bearer({ realm: 'shop' }), detail: 'The "token" has expired', code: 'token_expired', cause });
  t.match(error, { code: 'token_expired', detail: 'The "token" has expired', cause });
  t.strictSame(error.headers, { 'www-authenticate': `Bearer realm="shop", error="invalid_token", error_description="The 'token' has expired"` });
});

t.test('sends the plain challenge of other schemes', async (t) => {
  t.match(unauthorized({ scheme: security.basic() }), { code: 'unauthorized', headers: { 'www-authenticate': 'Basic realm="api", charset="UTF-8"' } });
  const both = unauthorized({ scheme: security.any({ key: security.apiKey({ in: 'header', name: 'k' }), token: security.bearer() }) });
  t.strictSame(both.headers, { 'www-authenticate': 'APIKey, Bearer error="invalid_token", error_description="Could not validate credentials"' });
});

t.test('takes a scheme without its dependency, and one that says nothing of its challenge', async (t) => {
  t.match(unauthorized({ scheme: security.basic().scheme }).headers, { 'www-authenticate': /^Basic / });
  t.match(unauthorized({ scheme: { name: 'Plain', document: {}, optional: false } }).headers, { 'www-authenticate': /^Bearer error/ });
});

t.test('throws in an expression', async (t) => {
  const find = async (): Promise<string | undefined> => undefined;
  const refusal = await (async () => (await find()) ?? unauthorized.throw({ detail: 'No' }))().catch((error: unknown) => error);
  t.match(refusal, { status: 401, detail: 'No' });
});

t.test('writes text for a parameter that knows no quotes, and a realm only where there is one', async (t) => {
  t.equal(toPlainParameter('a "b" \\'), "a 'b' '");
  t.strictSame([toRealm(undefined), toRealm('shop')], [{}, { realm: 'shop' }]);
});
