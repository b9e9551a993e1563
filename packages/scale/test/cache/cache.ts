import t from 'tap';
import { ValueCache } from '#src/cache/cache.js';
import { memoryCacheStore } from '#src/index.js';
import { brokenStore } from '../fixtures/broken-store.js';

/** Counts its calls, and answers when it is told to. */
function counter() {
  let calls = 0;
  return { compute: async () => Promise.resolve(++calls), calls: () => calls };
}

t.test('computes once, for all who ask at the same time and after', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  const { compute, calls } = counter();
  t.strictSame(await Promise.all([1, 2, 3].map(() => cache.wrap('a', '10s', compute))), [1, 1, 1]);
  t.equal(await cache.wrap('a', '10s', compute), 1);
  t.equal(await cache.wrap('b', '10s', compute), 2);
  t.equal(calls(), 2);
});

t.test('gives everybody a copy: dates, maps and bytes as such', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  const compute = () => ({ at: new Date(0), counts: new Map([['a', 1n]]), bytes: new Uint8Array([1]), nothing: undefined });
  const first = await cache.wrap('a', '10s', compute);
  first.counts.clear();
  t.strictSame(await cache.wrap('a', '10s', compute), compute());
});

t.test('passes a failure on to who asked, and tries again for the next', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  await t.rejects(
    cache.wrap('a', '10s', async () => Promise.reject(new Error('no luck'))),
    { message: 'no luck' },
  );
  t.equal(await cache.wrap('a', '10s', () => 1), 1);
  await t.rejects(
    cache.wrap('a', 'soon' as never, () => 1),
    { name: 'RangeError' },
  );
});

t.test('forgets by key and by tag', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  const { compute } = counter();
  await cache.wrap('a', '10s', compute, { tags: ['numbers'] });
  await cache.invalidate('a');
  t.equal(await cache.wrap('a', '10s', compute, { tags: ['numbers'] }), 2);
  await cache.invalidateTag('numbers');
  t.equal(await cache.wrap('a', '10s', compute), 3);
});

t.test('does not serve what was begun before it was forgotten to who asks after', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  let finish: (value: string) => void = () => undefined;
  const old = cache.wrap('a', '10s', async () => new Promise<string>((resolve) => (finish = resolve)));
  await new Promise(setImmediate);
  await cache.invalidate('a');
  const next = cache.wrap('a', '10s', () => 'new');
  await new Promise(setImmediate);
  finish('old');
  t.strictSame([await old, await next], ['old', 'new']);
});

t.test('serves what is stale at once, and makes a new one in the background', async (t) => {
  const cache = new ValueCache(memoryCacheStore());
  const { compute, calls } = counter();
  const read = async () => cache.wrap('a', 0, compute, { staleWhileRevalidate: '10s' });
  t.equal(await read(), 1);
  t.equal(await read(), 1);
  t.equal(calls(), 2);
  await new Promise(setImmediate);
  t.equal(await read(), 2);
});

t.test('computes each time without its store, once for all who ask meanwhile', async (t) => {
  const cache = new ValueCache(brokenStore);
  const { compute, calls } = counter();
  t.strictSame(await Promise.all([1, 2].map(() => cache.wrap('a', '10s', compute))), [1, 1]);
  t.equal(await cache.wrap('a', '10s', compute), 2);
  t.equal(calls(), 2);
  await cache.invalidate('a');
  await cache.invalidateTag('numbers');
  t.equal(await cache.wrap('a', '10s', compute), 3);
});
