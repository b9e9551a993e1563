import t from 'tap';
import { readDuration, toMilliseconds } from '#src/values/duration.js';

t.test('reads milliseconds, and numbers with a unit', async (t) => {
  const rows: readonly [unknown, number | undefined][] = [
    [250, 250],
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['10', undefined],
    ['-1s', undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [undefined, undefined],
  ];
  for (const [given, want] of rows) t.equal(readDuration(given), want, String(given));
});

t.test('refuses what is no span of time', async (t) => {
  t.throws(() => toMilliseconds('soon' as never), { name: 'RangeError', message: /expected, like 10_000 \(milliseconds\) or '10s', but got 'soon'/ });
});
