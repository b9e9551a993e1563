import t from 'tap';
import { CACHE_CONTRACT } from '#src/cache/cache-contract.js';
import { memoryCacheStore } from '#src/index.js';
import type { CacheStore } from '#src/index.js';

const store = memoryCacheStore();
for (const { name, run } of CACHE_CONTRACT) {
  t.test(name, async (t) => {
    await run(store, store, undefined);
    t.pass('as every engine');
  });
}

async function fill(store: CacheStore, keys: readonly string[], value: string): Promise<void> {
  for (const key of keys) await (await store.claim(key, []))?.keep(value, { ttl: 60_000 });
}

async function keptOf(store: CacheStore, keys: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(keys.map((key) => store.get(key)));
  return keys.filter((_key, index) => found[index] !== undefined);
}

t.test('forgets what was read longest ago when there are too many', async (t) => {
  const store = memoryCacheStore({ maxEntries: 2 });
  await fill(store, ['a', 'b'], 'x');
  await store.get('a');
  await fill(store, ['c'], 'x');
  t.strictSame(await keptOf(store, ['a', 'b', 'c']), ['a', 'c']);
});

t.test('keeps no more bytes than it may, and nothing that is larger by itself', async (t) => {
  const store = memoryCacheStore({ maxBytes: 3_000 });
  await fill(store, ['a', 'b', 'c'], 'x'.repeat(1_000));
  t.strictSame(await keptOf(store, ['a', 'b', 'c']), ['b', 'c']);
  await fill(store, ['d'], 'x'.repeat(5_000));
  t.strictSame(await keptOf(store, ['b', 'c', 'd']), ['b', 'c']);
});
