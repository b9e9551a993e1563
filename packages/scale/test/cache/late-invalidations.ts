import t from 'tap';
import { withLateInvalidations } from '#src/cache/late-invalidations.js';
import { memoryCacheStore } from '#src/index.js';
import type { CacheStore } from '#src/index.js';

/** A store that is away when it is told to be, and holds a value. */
async function createStore() {
  const kept = memoryCacheStore();
  await (await kept.claim('a', ['tag']))?.keep('old', { ttl: 60_000 });
  const state = { isAway: false, told: [] as string[] };
  const reach = async <TResult>(what: string, ask: () => Promise<TResult>): Promise<TResult> => {
    state.told.push(what);
    if (state.isAway) throw new Error('away');
    return ask();
  };
  const store: CacheStore = {
    get: async (key) => reach('get', async () => kept.get(key)),
    claim: async (key, tags) => reach('claim', async () => kept.claim(key, tags)),
    invalidate: async (key) => reach(`forget ${key}`, async () => kept.invalidate(key)),
    invalidateTag: async (tag) => reach(`forget tag ${tag}`, async () => kept.invalidateTag(tag)),
    close: async () => kept.close(),
  };
  return { state, patient: withLateInvalidations(store) };
}

for (const [name, forget] of [
  ['key', async (store: CacheStore) => store.invalidate('a')],
  ['tag', async (store: CacheStore) => store.invalidateTag('tag')],
] as const) {
  t.test(`forgets a ${name} of a store that was away before anything of it is served again`, async (t) => {
    const { state, patient } = await createStore();
    t.equal((await patient.get('a'))?.value, 'old');
    state.isAway = true;
    await forget(patient);
    await t.rejects(patient.get('a'), { message: 'away' });
    await t.rejects(patient.claim('a', []), { message: 'away' });
    state.isAway = false;
    t.equal(await patient.get('a'), undefined);
    const told = state.told.length;
    await patient.get('a');
    t.equal(state.told.length, told + 1, 'it is told once');
  });
}

t.test('tells a store that nobody asks as soon as it is back', async (t) => {
  const { state, patient } = await createStore();
  state.isAway = true;
  await patient.invalidate('a');
  await patient.invalidate('a');
  const away = state.told.length;
  // The first try comes while it is still away.
  while (state.told.length === away) await new Promise((resolve) => setTimeout(resolve, 20));
  state.isAway = false;
  const back = state.told.length;
  while (state.told.length === back) await new Promise((resolve) => setTimeout(resolve, 20));
  t.strictSame(state.told.slice(back), ['forget a']);
  t.equal(await patient.get('a'), undefined);
  await patient.close();
});

t.test('tells nothing twice where a store goes away again', async (t) => {
  const { state, patient } = await createStore();
  state.isAway = true;
  await Promise.all(Array.from({ length: 250 }, async (_, index) => patient.invalidate(String(index))));
  state.told.length = 0;
  state.isAway = false;
  await Promise.all([patient.get('a'), patient.get('a')]);
  t.equal(state.told.filter((what) => what.startsWith('forget')).length, 250);
});

t.test('tells nothing more once it is closed', async (t) => {
  const { state, patient } = await createStore();
  state.isAway = true;
  const last = patient.invalidate('a');
  await patient.close();
  await t.rejects(last, { message: 'away' });
  await t.rejects(patient.invalidate('a'), { message: 'away' });
  await t.rejects(patient.get('b'), { message: 'away' });
  t.equal(state.told.at(-1), 'get', 'nothing is late');
});
