import t from 'tap';
import { BootError, Secret } from '@typhoon/core';
import { CookieKeys, readCookieSecrets } from '#src/cookies/cookie-keys.js';

const [NEW, OLD] = ['n'.repeat(32), 'o'.repeat(32)];
const later = (): number => Date.now() + 60_000;

for (const [write, read] of [
  ['encrypt', 'decrypt'],
  ['sign', 'verify'],
] as const) {
  t.test(`${write}: what is written is read again, and nothing else`, async (t) => {
    const keys = new CookieKeys([NEW]);
    const expires = later();
    const value = keys[write]('theme', 'a.é"; b', expires);
    t.match(value, /^[\w.-]+$/, 'fits into a cookie as it is');
    t.strictSame(keys[read]('theme', value), { text: 'a.é"; b', expires, isOld: false });
    t.equal(keys[read]('other', value), undefined, 'it is not that of another cookie');
    for (const index of [0, 5, value.length - 2]) {
      const changed = value.slice(0, index) + (value[index] === 'A' ? 'B' : 'A') + value.slice(index + 1);
      t.equal(keys[read]('theme', changed), undefined, `changed at ${index}`);
    }
    for (const nonsense of ['', '.', 'x', 'a.b', 'A'.repeat(200)]) t.equal(keys[read]('theme', nonsense), undefined, nonsense);
    t.equal(keys[read]('theme', keys[write]('theme', 'a', Date.now() - 1)), undefined, 'its time is over');
  });

  t.test(`${write}: the first key writes, all read`, async (t) => {
    const value = new CookieKeys([OLD])[write]('theme', 'dark', later());
    t.match(new CookieKeys([NEW, OLD])[read]('theme', value), { text: 'dark', isOld: true });
    t.equal(new CookieKeys([NEW])[read]('theme', value), undefined);
    t.match(new CookieKeys([NEW])[read]('theme', new CookieKeys([NEW, OLD])[write]('theme', 'dark', later())), { text: 'dark' });
  });
}

t.test('signed and encrypted texts do not pass for each other, and no two encrypted ones are alike', async (t) => {
  const keys = new CookieKeys([NEW]);
  t.equal(keys.decrypt('a', keys.sign('a', 'x', later())), undefined);
  t.equal(keys.verify('a', keys.encrypt('a', 'x', later())), undefined);
  t.not(keys.encrypt('a', 'x', 1), keys.encrypt('a', 'x', 1));
});

t.test('refuses short keys at boot, without showing them', async (t) => {
  t.throws(() => readCookieSecrets([new Secret(NEW), new Secret('short-one')]), {
    name: BootError.name,
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /keys of at least 32 bytes but key 2 has 9 bytes(?!.*short-one)/,
  });
  t.throws(() => readCookieSecrets([]), { message: /expects at least one key/ });
});
