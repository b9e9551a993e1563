import t from 'tap';
import { createSecret, formatJobId, isSecret, readJobId } from '#src/job-id.js';

const secret = '8d2b-9f3e-0a1b2c3d4e5f';

t.test('is a UUIDv8 of a count and a secret', (t) => {
  t.equal(formatJobId({ id: '26', data: { secret } }), `00000000-001a-${secret}`);
  for (const key of ['1', '65536', String(2 ** 48 - 1)]) t.strictSame(readJobId(formatJobId({ id: key, data: { secret } })), { key, secret });
  const made = createSecret();
  t.match(formatJobId({ id: '1', data: { secret: made } }), /^00000000-0001-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.not(createSecret(), made);
  t.end();
});

t.test('is the key itself where that is a random UUID', (t) => {
  const key = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
  t.equal(formatJobId({ id: key, data: {} }), key);
  t.strictSame(readJobId(key), { key, secret: undefined });
  t.end();
});

t.test('is read from no other text', (t) => {
  const id = `00000000-001a-${secret}`;
  const others = ['', '26', 'meta', ` ${id}`, `${id}\n`, id.toUpperCase(), id.slice(1), `${id}0`, id.replace('8d2b', '7d2b'), id.replace('9f3e', 'cf3e')];
  for (const other of others) t.equal(readJobId(other), undefined, JSON.stringify(other));
  t.end();
});

t.test('tells the right secret from every other one', (t) => {
  t.ok(isSecret(secret, secret));
  t.ok(isSecret(undefined, undefined));
  for (const other of [undefined, '', secret.slice(1), `${secret}0`, secret.replace('f', 'e')]) t.notOk(isSecret(secret, other), String(other));
  t.notOk(isSecret(undefined, secret));
  t.end();
});
