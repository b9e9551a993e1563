import t from 'tap';
import { hashPassword } from 'typhoon';
import { AccountStore } from '#src/security/password-store.js';

t.test('signs in with the right password only', async (t) => {
  const store = new AccountStore();
  await store.add('ada', 'correct horse', []);
  t.match(await store.signIn('ada', 'correct horse'), { name: 'ada' });
  t.equal(await store.signIn('ada', 'wrong'), undefined);
  t.equal(await store.signIn('eve', 'correct horse'), undefined);
});

t.test('hashes again at the next sign-in when the cost has changed', async (t) => {
  const store = new AccountStore();
  await store.add('ada', 'correct horse', []);
  const account = store.find('ada');
  if (account === undefined) throw new Error('no account');
  account.passwordHash = await hashPassword('correct horse', { ln: 10 });
  await store.signIn('ada', 'correct horse');
  t.match(account.passwordHash, /^\$scrypt\$ln=15,/);
});
