import t from 'tap';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { SESSION_STORE_CONTRACT } from '#src/session/session-store-contract.js';

const store = memorySessionStore();

for (const { name, run } of SESSION_STORE_CONTRACT) {
  t.test(name, async (t) => {
    await run(store, store);
    t.pass('as every engine');
  });
}

t.test('is bounded: the least recently used session ends', async (t) => {
  const small = memorySessionStore({ maxEntries: 2 });
  for (const key of ['a', 'b']) await small.write(key, key, 60_000, undefined);
  await small.read('a');
  await small.write('c', 'c', 60_000, undefined);
  t.strictSame([(await small.read('a'))?.value, await small.read('b'), (await small.read('c'))?.value], ['a', undefined, 'c']);
  await small.close();
});
