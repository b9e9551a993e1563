import t from 'tap';
import { RATE_LIMIT_CONTRACT } from '#src/rate-limit/rate-limit-contract.js';
import { memoryRateLimitStore } from '#src/index.js';

const store = memoryRateLimitStore();
for (const { name, run } of RATE_LIMIT_CONTRACT) {
  t.test(name, async (t) => {
    await run(store, store);
    t.pass('as every engine');
  });
}

t.test('forgets who has asked least recently when there are too many', async (t) => {
  const store = memoryRateLimitStore({ maxEntries: 2 });
  const leftOf = async (key: string) => (await store.take([{ key, limit: 10, window: 60_000, cost: 1 }])).states[0]?.remaining;
  const left: unknown[] = [];
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) left.push(await leftOf(key));
  t.strictSame(left, [9, 9, 8, 9, 7, 9]);
});
