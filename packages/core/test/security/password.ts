import t from 'tap';
import { hashPassword, needsRehash, verifyPassword } from '#src/security/password.js';

const CHEAP = { ln: 10, r: 1, p: 1 };

t.test('verifies the password that was hashed and no other', async (t) => {
  const hash = await hashPassword('correct horse', CHEAP);
  t.match(hash, /^\$scrypt\$ln=10,r=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  t.equal(await verifyPassword('correct horse', hash), true);
  t.equal(await verifyPassword('correct horse ', hash), false);
  t.equal(await verifyPassword('', hash), false);
  t.equal(await verifyPassword('x'.repeat(5_000), hash), false);
});

t.test('salts: the same password gives another hash each time', async (t) => {
  t.not(await hashPassword('same', CHEAP), await hashPassword('same', CHEAP));
});

t.test('verifies a hash that another program made', async (t) => {
  // RFC 7914 §12, third vector ('pleaseletmein', 'SodiumChloride', N=16384, r=8, p=1), written as a PHC string.
  const key = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887';
  const hash = `$scrypt$ln=14,r=8,p=1$${Buffer.from('SodiumChloride').toString('base64').replaceAll('=', '')}$${Buffer.from(key, 'hex').toString('base64').replaceAll('=', '')}`;
  t.equal(await verifyPassword('pleaseletmein', hash), true);
  t.equal(await verifyPassword('pleaseletmeout', hash), false);
});

t.test('takes a password however the keyboard composed it', async (t) => {
  t.equal(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9', CHEAP)), true);
});

t.test('answers false for a user that does not exist', async (t) => {
  t.equal(await verifyPassword('anything', undefined), false);
  t.equal(await verifyPassword('anything', undefined, CHEAP), false);
});

t.test('hashes at the default cost', async (t) => {
  const hash = await hashPassword('correct horse');
  t.match(hash, /^\$scrypt\$ln=15,r=8,p=3\$/);
  t.equal(await verifyPassword('correct horse', hash), true);
  t.equal(needsRehash(hash), false);
});

t.test('says which hashes were made at another cost', async (t) => {
  const hash = await hashPassword('x', CHEAP);
  t.equal(needsRehash(hash), true);
  t.equal(needsRehash(hash, CHEAP), false);
  t.equal(needsRehash(hash, { ...CHEAP, ln: 11 }), true);
});

t.test('refuses an empty or endless password and a cost outside its limits', async (t) => {
  const message = 'hashPassword expects a password of 1 to 4096 bytes. Limit its length in the schema.';
  await t.rejects(hashPassword('', CHEAP), { name: 'RangeError', message });
  await t.rejects(hashPassword('é'.repeat(2_049), CHEAP), { name: 'RangeError', message });
  await t.rejects(hashPassword('x', { ln: 9 }), { name: 'RangeError', message: "hashPassword expects a whole number from 10 to 20 for 'ln' but got 9." });
  await t.rejects(hashPassword('x', { r: 1.5 }), RangeError);
  await t.rejects(hashPassword('x', { ln: 20, r: 16 }), {
    message: 'hashPassword expects at most 1073741824 bytes of memory but ln and r ask for 2147483648.',
  });
});

t.test('refuses a stored hash that is none, or that would cost too much', async (t) => {
  for (const hash of [
    '',
    'plain',
    '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWRWJTmaaJObG',
    '$scrypt$ln=31,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$',
  ]) {
    await t.rejects(verifyPassword('x', hash), { name: 'TypeError' }, hash);
    t.throws(() => needsRehash(hash), { name: 'TypeError' });
  }
});

t.test('lets at most 64 wait, and serves those', async (t) => {
  const hashes = await Promise.allSettled(Array.from({ length: 70 }, () => hashPassword('x', CHEAP)));
  const refused = hashes.filter((hash) => hash.status === 'rejected').map((hash) => hash.reason as unknown);
  t.equal(refused.length, 4);
  t.match(refused[0], { status: 503, headers: { 'retry-after': '5' } });
  t.equal(await verifyPassword('x', await hashPassword('x', CHEAP)), true);
});
