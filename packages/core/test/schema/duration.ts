import t from 'tap';
import { formatDuration, parseDuration } from '#src/schema/duration.js';

const READ: readonly (readonly [text: string, seconds: number | undefined])[] = [
  ['PT5M', 300],
  ['P1DT2H3M4.5S', 93_784.5],
  ['P1W', 604_800],
  ['P1Y1M', 34_128_000],
  ['-P1D', -86_400],
  ['12:30:05', 45_005],
  ['3 days, 12:30', 304_200],
  ['90.5', 90.5],
  ['-0', -0],
  ['P', undefined],
  ['PT', undefined],
  ['P1S', undefined],
  ['25:00', undefined],
  ['five', undefined],
  ['', undefined],
];

t.test('reads ISO 8601, clocks and seconds', async (t) => {
  for (const [text, seconds] of READ) t.equal(parseDuration(text), seconds, text);
});

t.test('writes ISO 8601', async (t) => {
  t.strictSame([0, 300, 176_100, 93_784.5, -1.5, 0.1 + 0.2, 1e-9].map(formatDuration), [
    'PT0S',
    'PT5M',
    'P2DT55M',
    'P1DT2H3M4.5S',
    '-PT1.5S',
    'PT0.3S',
    'PT0S',
  ]);
});
