import t from 'tap';
import { SeriesTable } from '#src/metrics/series.js';

t.test('one series for each set of labels, whatever their order and whatever stands in them', async (t) => {
  const table = new SeriesTable(['a', 'b'], () => ({ value: 0 }));
  table.of({ a: 'x', b: '1' }).value++;
  table.of({ b: 1, a: 'x' }).value++;
  table.of({ a: 'x","1', b: '' }).value++;
  t.strictSame(
    [...table.read((cell) => [cell])],
    [
      { labels: { a: 'x', b: '1' }, value: 2 },
      { labels: { a: 'x","1', b: '' }, value: 1 },
    ],
  );
});

t.test('what goes beyond the most series is counted together', (t) => {
  const table = new SeriesTable(['a', 'b'], () => ({ value: 0 }), 2);
  for (const a of ['x', 'y', 'z', 'x', 'q']) table.of({ a, b: 1 }).value++;
  t.strictSame(
    [...table.read((cell) => [cell])],
    [
      { labels: { a: 'x', b: 1 }, value: 2 },
      { labels: { a: 'y', b: 1 }, value: 1 },
      { labels: { a: 'other', b: 'other' }, value: 2 },
    ],
  );
  t.end();
});
