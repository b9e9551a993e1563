import t from 'tap';
import { MessageRate } from '#src/message-rate.js';

t.test('lets through ten seconds of messages at once, and then so many a second', async (t) => {
  const rate = new MessageRate(2, 0);
  const takeAll = (now: number): number => {
    let count = 0;
    while (rate.take(now)) count++;
    return count;
  };
  t.strictSame([takeAll(0), takeAll(400), takeAll(1_000), takeAll(100_000)], [20, 0, 2, 20]);
});
