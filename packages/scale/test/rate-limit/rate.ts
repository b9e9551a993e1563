import t from 'tap';
import { formatRate, readRate } from '#src/rate-limit/rate.js';

t.test('reads how many in which time', async (t) => {
  const rows = [
    ['10/s', 10, 1_000],
    ['1000/h', 1_000, 3_600_000],
    ['100/15m', 100, 900_000],
    ['1/500ms', 1, 500],
    ['5/d', 5, 86_400_000],
  ] as const;
  for (const [text, limit, window] of rows) t.strictSame(readRate(text), { text, limit, window });
  for (const text of ['10/x', '10', '/s', '0/s', '1.5/s', '-1/s', '10/0s', '10/', '10 / s', '', '1e3/s']) t.equal(readRate(text), undefined, text);
});

t.test('says so in words', async (t) => {
  t.strictSame(
    ['10/s', '100/15m', '1/500ms', '5/d', '3/7d'].map((text) => formatRate(readRate(text) as never)),
    ['10 per second', '100 per 15 minutes', '1 per 500 milliseconds', '5 per day', '3 per 7 days'],
  );
});
