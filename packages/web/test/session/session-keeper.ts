import t from 'tap';
import { CookieKeys } from '#src/cookies/cookie-keys.js';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { keepInCookie, keepInStore } from '#src/session/session-keeper.js';
import type { SessionKeeper } from '#src/session/session-keeper.js';
import type { SessionContent } from '#src/session/session-content.js';

const contentOf = (data: Record<string, unknown>): SessionContent => ({ data, flashes: [], csrf: 'secret' });

const find = async (keeper: SessionKeeper, cookie: string): Promise<Record<string, unknown> | undefined> => (await keeper.find(cookie))?.content.data;

t.test('in a store: the cookie holds an id of 256 bits, and the store never sees it', async (t) => {
  const store = memorySessionStore();
  const keys: string[] = [];
  const keeper = keepInStore({ ...store, write: async (key, ...rest) => (keys.push(key), store.write(key, ...rest)) }, 'session', {
    ttl: 60_000,
    isRolling: true,
  });
  const { cookie = '' } = await keeper.create(contentOf({ user: 'ada' }));
  t.equal(Buffer.from(cookie, 'base64url').length, 32);
  t.notOk(keys.some((key) => key.includes(cookie)));
  t.strictSame(await find(keeper, cookie), { user: 'ada' });
  t.equal(await keeper.find(`${cookie}A`), undefined);
});

t.test('in a store: two changes of different properties are merged, two of one are a conflict', async (t) => {
  const keeper = keepInStore(memorySessionStore(), 'session', { ttl: 60_000, isRolling: true });
  const { cookie = '', found } = await keeper.create(contentOf({ a: 1, b: 1 }));
  await keeper.update(found, contentOf({ a: 2, b: 1 }));
  await keeper.update(found, contentOf({ a: 1, b: 2 }));
  t.strictSame({ ...(await find(keeper, cookie)) }, { a: 2, b: 2 });
  await t.rejects(keeper.update(found, contentOf({ a: 3, b: 1 })), { status: 409, code: 'session_conflict' });
  t.strictSame({ ...(await find(keeper, cookie)) }, { a: 2, b: 2 }, 'nothing was written');
});

t.test('in a store: what has ended is not written again', async (t) => {
  const keeper = keepInStore(memorySessionStore(), 'session', { ttl: 60_000, isRolling: true });
  const { cookie = '', found } = await keeper.create(contentOf({ a: 1 }));
  await keeper.destroy(found);
  await t.rejects(keeper.update(found, contentOf({ a: 2 })), { status: 409, code: 'session_conflict' });
  t.equal(await keeper.find(cookie), undefined);
});

t.test('in a store: the id of one cookie is worth nothing in another', async (t) => {
  const store = memorySessionStore();
  const { cookie = '' } = await keepInStore(store, 'shop', { ttl: 60_000, isRolling: true }).create(contentOf({ user: 'ada' }));
  t.equal(await keepInStore(store, 'admin', { ttl: 60_000, isRolling: true }).find(cookie), undefined);
});

t.test('in a store: goes on under another id with what others have changed, whoever comes first', async (t) => {
  const store = memorySessionStore();
  let isFirst = true;
  const keeper: SessionKeeper = keepInStore(
    {
      ...store,
      write: async (key, value, ttl, version) => {
        // Somebody else writes between the last look and the move.
        if (value === '{}' && isFirst) {
          isFirst = false;
          await keeper.update(found, contentOf({ a: 1, b: 2 }));
        }
        return store.write(key, value, ttl, version);
      },
    },
    'session',
    { ttl: 60_000, isRolling: true },
  );
  const { cookie: old = '', found } = await keeper.create(contentOf({ a: 1, b: 1 }));
  const { cookie = '' } = await keeper.replace(found, { ...contentOf({ a: 2, b: 1 }), csrf: 'new' });
  t.equal(isFirst, false);
  t.match(await keeper.find(cookie), { content: { data: { a: 2, b: 2 }, csrf: 'new' } });
  t.equal(await keeper.find(old), undefined);
  await t.rejects(keeper.update(found, contentOf({ a: 3, b: 1 })), { code: 'session_conflict' });
});

t.test('in a store: is not larger than a megabyte', async (t) => {
  const keeper = keepInStore(memorySessionStore(), 'session', { ttl: 60_000, isRolling: true });
  await t.rejects(keeper.create(contentOf({ a: 'x'.repeat(1_048_576) })), { name: 'RangeError', message: /'session' would take 1048\d+ characters/ });
});

t.test('in the cookie: only the holder of a key reads it, and an old key says so', async (t) => {
  const [old, fresh] = ['o'.repeat(32), 'n'.repeat(32)];
  const { cookie = '' } = await keepInCookie(new CookieKeys([old]), 'session', { ttl: 60_000, isRolling: true }).create(contentOf({ a: 1 }));
  t.notMatch(Buffer.from(cookie, 'base64url').toString('latin1'), /"a":1/);
  const rotated = keepInCookie(new CookieKeys([fresh, old]), 'session', { ttl: 60_000, isRolling: true });
  t.match(await rotated.find(cookie), { content: { data: { a: 1 } }, isOld: true });
  t.equal(await keepInCookie(new CookieKeys([fresh]), 'session', { ttl: 60_000, isRolling: true }).find(cookie), undefined);
  t.equal(await keepInCookie(new CookieKeys([old]), 'other', { ttl: 60_000, isRolling: true }).find(cookie), undefined, 'it is not that of another cookie');
});

t.test('one that does not live on ends when it was to end, whatever is changed', async (t) => {
  const life = { ttl: 60_000, isRolling: false };
  const cookies = new CookieKeys(['a secret of thirty-two characters.']);
  for (const keeper of [keepInStore(memorySessionStore(), 'session', life), keepInCookie(cookies, 'session', life)]) {
    const { found } = await keeper.create(contentOf({ a: 1 }));
    const old = { ...found, ends: found.ends - 30_000 };
    const changed = await keeper.update(old, contentOf({ a: 2 }));
    t.equal(changed.found.ends, old.ends);
    t.equal((await keeper.renew({ ...changed.found, isOld: true })).found.ends, old.ends);
    const anew = await keeper.replace(changed.found, contentOf({ a: 3 }));
    t.ok(anew.found.ends > old.ends, 'a sign-in begins it anew');
    const read = await keeper.find(changed.cookie ?? anew.cookie ?? '');
    t.equal(read?.content.data['a'], changed.cookie === undefined ? 3 : 2);
  }
});
