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
