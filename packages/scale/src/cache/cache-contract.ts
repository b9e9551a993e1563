/**
 * What every engine of `CacheStore` does: `@typhoon/scale/cache-contract`. Each check runs against two handles that share
 * what is kept, as two processes have them, and throws an AssertionError where the engine does otherwise.
 *
 * for (const { name, run } of CACHE_CONTRACT) test(name, () => run(here, there, enter));
 */
import { deepStrictEqual as same, ok } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { CacheClaim, CacheStore } from './cache-store.js';

/** One thing that an engine does. */
export interface CacheCheck {
  /** A sentence. */
  readonly name: string;
  /** @param enter Makes one more handle, which the check crashes; undefined for an engine of one process. */
  readonly run: (here: CacheStore, there: CacheStore, enter: EnterCache | undefined) => Promise<void>;
}

/** One more process that shares what is kept. */
export type EnterCache = () => Promise<{
  readonly store: CacheStore;
  /** Ends the process without a goodbye, as SIGKILL does. */
  readonly crash: () => Promise<void>;
}>;

let count = 0;

/** A key that no other check uses, of characters that an engine may not take for its own. */
function newKey(): string {
  return `key/${++count}-${process.pid} {}*?:é\u0000`;
}

async function claimed(store: CacheStore, key: string, tags: readonly string[] = []): Promise<CacheClaim> {
  const claim = await store.claim(key, tags);
  ok(claim !== undefined, 'the key can be claimed');
  return claim;
}

const LONG = { ttl: 60_000 };

/** Milliseconds in which the claim of a crashed process ends. */
const MAX_GHOSTS = 15_000;

/** The checks, in no particular order. */
export const CACHE_CONTRACT: readonly CacheCheck[] = [
  {
    name: 'gives everybody what one has kept, texts as texts and bytes as bytes',
    run: async (here, there) => {
      const [text, bytes] = [newKey(), newKey()];
      same(await here.get(text), undefined);
      ok(await (await claimed(here, text)).keep('é\u0000\n', LONG));
      ok(await (await claimed(here, bytes)).keep(new Uint8Array([0, 255, 10]), LONG));
      const [found, raw] = [await there.get(text), await there.get(bytes)];
      same([found?.value, found?.ttl], ['é\u0000\n', 60_000]);
      ok(raw?.value instanceof Uint8Array);
      same([...raw.value], [0, 255, 10]);
    },
  },
  {
    name: 'lets one compute a key at a time, and says what has become of it',
    run: async (here, there) => {
      const key = newKey();
      const claim = await claimed(here, key);
      same([await here.claim(key, []), await there.claim(key, [])], [undefined, undefined]);
      await (await claimed(there, newKey())).release();
      await claim.release();
      const next = await claimed(there, key);
      same([await claim.keep('late', LONG), await here.get(key)], [false, undefined]);
      ok(await next.keep('in time', LONG));
      same((await here.get(key))?.value, 'in time');
      await (await claimed(here, key)).release();
      same((await here.get(key))?.value, 'in time');
    },
  },
  {
    name: 'tells how old a value is, serves it stale for as long as it may, and forgets it then',
    run: async (here, there) => {
      const key = newKey();
      await (await claimed(here, key)).keep('x', { ttl: 200, stale: 5_000 });
      ok(((await there.get(key))?.age ?? 9_999) < 5_200);
      await wait(300);
      const stale = await there.get(key);
      ok(stale !== undefined && stale.age >= 200 && stale.ttl === 200);
      const short = newKey();
      await (await claimed(here, short)).keep('x', { ttl: 50 });
      await wait(150);
      same(await there.get(short), undefined);
    },
  },
  {
    name: 'forgets a key everywhere, and what was being computed for it',
    run: async (here, there) => {
      const key = newKey();
      await (await claimed(here, key)).keep('old', LONG);
      const claim = await claimed(there, key);
      await here.invalidate(key);
      same(await there.get(key), undefined);
      same([await claim.keep('computed before', LONG), await here.get(key)], [false, undefined]);
      ok(await (await claimed(here, key)).keep('new', LONG));
      same((await there.get(key))?.value, 'new');
    },
  },
  {
    name: 'forgets all values of a tag, and what was being computed for it; other tags stay',
    run: async (here, there) => {
      const [tag, other] = [newKey(), newKey()];
      const [one, two, three, four] = [newKey(), newKey(), newKey(), newKey()];
      await (await claimed(here, one, [tag])).keep('1', LONG);
      await (await claimed(there, two, [other, tag])).keep('2', LONG);
      await (await claimed(there, three, [other])).keep('3', LONG);
      const claim = await claimed(there, four, [tag]);
      await here.invalidateTag(tag);
      const found = await Promise.all([one, two, three].map(async (key) => (await there.get(key))?.value));
      same(found, [undefined, undefined, '3']);
      same([await claim.keep('4', LONG), await here.get(four)], [false, undefined]);
      ok(await (await claimed(here, one, [tag])).keep('new', LONG));
      same((await there.get(one))?.value, 'new');
    },
  },
  {
    name: 'keeps a tag for as long as the last value that has it',
    run: async (here, there) => {
      const tag = newKey();
      const [short, long] = [newKey(), newKey()];
      await (await claimed(here, long, [tag])).keep('long', LONG);
      await (await claimed(here, short, [tag])).keep('short', { ttl: 50 });
      await wait(150);
      same([await there.get(short), (await there.get(long))?.value], [undefined, 'long']);
      await here.invalidateTag(tag);
      same(await there.get(long), undefined);
    },
  },
  {
    name: 'carries an empty text, and a megabyte',
    run: async (here, there) => {
      const [empty, large] = [newKey(), newKey()];
      const text = 'é'.repeat(500_000);
      await (await claimed(here, empty)).keep('', LONG);
      await (await claimed(here, large)).keep(text, LONG);
      ok((await there.get(empty))?.value === '' && (await there.get(large))?.value === text);
    },
  },
  {
    name: 'gives up on one who computes and crashes, and not on one who is slow',
    run: async (here, there, enter) => {
      if (enter === undefined) return;
      const [ghost, slow] = [newKey(), newKey()];
      const claim = await claimed(here, slow);
      const { store, crash } = await enter();
      await claimed(store, ghost);
      same(await there.claim(ghost, []), undefined);
      await crash();
      let next: CacheClaim | undefined;
      for (let waited = 0; next === undefined && waited < MAX_GHOSTS; waited += 100) {
        await wait(100);
        next = await there.claim(ghost, []);
      }
      ok(next !== undefined && (await next.keep('anew', LONG)));
      await wait(1_500);
      same(await there.claim(slow, []), undefined);
      ok(await claim.keep('at last', LONG));
    },
  },
];
