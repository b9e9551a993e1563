import t from 'tap';
import { Distribution } from '#src/metrics/distribution.js';

t.test('a bound belongs to the bucket below it', async (t) => {
  const distribution = new Distribution([1, 2]);
  for (const value of [1, 1.5, 2, 3]) distribution.observe(value);
  t.strictSame(
    [...distribution.read()].map(({ value }) => value),
    [1, 3, 4, 7.5, 4],
  );
});
