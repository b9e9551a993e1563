import t from 'tap';
import { runChecks } from '#src/health/check-round.js';

const ROWS = [
  ['what returns nothing can be used', () => undefined, 'ok'],
  ['what says false cannot', () => false, 'failed'],
  [
    'what throws cannot',
    () => {
      throw new Error('away');
    },
    'failed',
  ],
  ['what rejects cannot', async () => Promise.reject(new Error('away')), 'failed'],
  ['what never ends is late', async () => new Promise(() => undefined), 'late'],
] as const;

for (const [name, check, status] of ROWS)
  t.test(name, async (t) => {
    t.match(await runChecks([{ name: 'it', check, isRequired: true }], 20), [{ name: 'it', status, required: true }]);
  });

t.test('what has not ended ten times over is late, and not asked again until one has', async (t) => {
  const ends: (() => void)[] = [];
  const stuck = { name: 'it', check: async () => new Promise<void>((resolve) => ends.push(resolve)), isRequired: true };
  for (let probe = 0; probe < 12; probe++) t.match(await runChecks([stuck], 1), [{ status: 'late' }]);
  t.equal(ends.length, 10);
  ends[0]?.();
  await new Promise(setImmediate);
  const again = runChecks([stuck], 60_000);
  t.equal(ends.length, 11);
  ends[10]?.();
  t.match(await again, [{ status: 'ok' }]);
});
