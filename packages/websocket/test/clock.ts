import t from 'tap';
import { setTimeout as wait } from 'node:timers/promises';
import { readClock } from '#src/clock.js';

t.test('counts milliseconds from about zero', async (t) => {
  const before = readClock();
  await wait(5);
  t.ok(readClock() > before);
  t.ok(Number.isSafeInteger(before) && before < 600_000);
});
