import { randomBytes } from 'node:crypto';
import t from 'tap';
import { csrfTokenOf, isCsrfToken } from '#src/session/csrf-token.js';

const secret = randomBytes(24).toString('base64url');

t.test('is another text each time, and always one of its secret', async (t) => {
  const tokens = Array.from({ length: 20 }, () => csrfTokenOf(secret));
  t.equal(new Set(tokens).size, 20);
  t.ok(tokens.every((token) => isCsrfToken(secret, token)));
  t.notOk(
    tokens.some((token) => token.includes(secret)),
    'the secret does not stand in it',
  );
});

t.test('refuses what is not a token of that secret', async (t) => {
  const token = csrfTokenOf(secret);
  const other = csrfTokenOf(randomBytes(24).toString('base64url'));
  for (const wrong of ['', secret, token.slice(2), `${token}AA`, other, 'é'.repeat(64)]) t.notOk(isCsrfToken(secret, wrong), `'${wrong}'`);
});
