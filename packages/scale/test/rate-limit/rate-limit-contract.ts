import t from 'tap';
import { RATE_LIMIT_CONTRACT } from '@typhoon/scale/rate-limit-contract';
import type { RateLimitStore } from '#src/index.js';

t.test('finds an engine that does not do what it says', async (t) => {
  const generous: RateLimitStore = {
    take: (windows) => ({ allowed: true, states: windows.map(({ limit }) => ({ remaining: limit, reset: 0, wait: 0 })) }),
    close: async () => Promise.resolve(),
  };
  const failures: string[] = [];
  for (const { name, run } of RATE_LIMIT_CONTRACT) await run(generous, generous).catch(() => failures.push(name));
  t.equal(failures.length, RATE_LIMIT_CONTRACT.length);
});
