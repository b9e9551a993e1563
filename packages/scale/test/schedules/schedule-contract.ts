import t from 'tap';
import { SCHEDULE_CONTRACT } from '@typhoon/scale/schedule-contract';
import type { ScheduleClaims } from '#src/index.js';

t.test('finds an engine that does not do what it says', async (t) => {
  const generous: ScheduleClaims = { claim: async () => Promise.resolve({ release: async () => Promise.resolve() }), close: async () => Promise.resolve() };
  const failures: string[] = [];
  for (const { name, run } of SCHEDULE_CONTRACT) await run(generous, generous, undefined).catch(() => failures.push(name));
  t.equal(failures.length, 5);
});
