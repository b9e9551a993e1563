import { createHmac } from 'node:crypto';
import t from 'tap';
import { signInDemo, startShop } from '../fixtures/shop.js';

const SECRET = 'a secret that is long enough for tests';
const now = Math.floor(Date.now() / 1000);
const claims = { sub: '1', scope: 'orders:read', iss: 'typhoon-shop', iat: now, exp: now + 60 };

t.test('a token', async (t) => {
  const client = await startShop(t, { SHOP_TOKEN_SECRET: SECRET });

  t.test('is accepted while it holds', async (t) => {
    const response = await client.get('/accounts/me', { bearer: sign(claims) });
    t.equal(response.status, 200);
    t.equal(response.json().email, 'demo@shop.example');
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['expired', sign({ ...claims, exp: now - 1 }), 'token_expired'],
    ['signed with another secret', sign(claims, 'another secret that is long enough for tests'), 'invalid_token'],
    ['not signed at all', `${toText({ alg: 'none' })}.${toText(claims)}.`, 'invalid_token'],
    ['of another issuer', sign({ ...claims, iss: 'elsewhere' }), 'invalid_token'],
    ['of an account that is gone', sign({ ...claims, sub: '99' }), 'invalid_token'],
    ['no token', 'nonsense', 'invalid_token'],
  ];
  for (const [name, token, code] of refused) {
    t.test(`is refused when it is ${name}`, async (t) => {
      const response = await client.get('/accounts/me', { bearer: token });
      t.equal(response.status, 401);
      t.equal(response.json().code, code);
      t.match(response.headers['www-authenticate'], /^Bearer error="invalid_token"/);
    });
  }

  t.test('is asked for before anything else is looked at', async (t) => {
    const response = await client.post('/items', { body: '{ this is no JSON', headers: { 'content-type': 'application/json' } });
    t.equal(response.status, 401);
    t.equal(response.headers['www-authenticate'], 'Bearer');
    t.equal(response.json().detail, 'Not authenticated');
  });

  t.test('must carry the scope of the route', async (t) => {
    const token = await signInDemo(client, 'orders:read');
    const response = await client.post('/items', { bearer: token, json: {} });
    t.equal(response.status, 403);
    t.equal(response.headers['www-authenticate'], 'Bearer error="insufficient_scope", scope="items:write"');
    t.equal(response.json().code, 'insufficient_scope');
  });
});

function sign(payload: object, secret = SECRET): string {
  const signed = `${toText({ alg: 'HS256', typ: 'JWT' })}.${toText(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function toText(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
