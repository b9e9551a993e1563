import t from 'tap';
import { SlidingWindow, SLOTS } from '#src/rate-limit/sliding-window.js';

/** Moments of requests that come in bursts and in drips, the same each time. */
function* moments(count: number): Generator<number> {
  let seed = 7;
  let now = 1_000_000;
  for (let index = 0; index < count; index++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    now += seed % 5 === 0 ? (seed / 2_147_483_648) * 900 : (seed / 2_147_483_648) * 20;
    yield now;
  }
}

t.test('never lets more through than the limit in any span of its length, and nothing back later than a sixtieth', async (t) => {
  const [limit, window] = [10, 1_000];
  const counter = new SlidingWindow(window);
  const passed: number[] = [];
  let early = 0;
  for (const now of moments(5_000)) {
    const isRoom = counter.used(now) + 1 <= limit;
    const strictly = passed.filter((moment) => moment > now - window * (1 + 1 / SLOTS)).length;
    if (!isRoom && strictly < limit) early++;
    if (!isRoom) continue;
    counter.add(now, 1);
    passed.push(now);
  }
  const most = Math.max(...passed.map((begin) => passed.filter((moment) => moment >= begin && moment < begin + window).length));
  t.strictSame([most, early], [limit, 0]);
  t.ok(passed.length > 1_000);
});

t.test('says when so much of what counts comes back', async (t) => {
  const counter = new SlidingWindow(6_000);
  counter.add(0, 1);
  counter.add(50, 2);
  counter.add(1_000, 1);
  t.equal(counter.used(2_000), 4);
  t.strictSame(
    [1, 3, 4, 5].map((wanted) => counter.until(2_000, wanted)),
    [4_100, 4_100, 5_100, 6_100],
    'the first three share a sixtieth',
  );
  t.strictSame([counter.used(6_099), counter.used(6_100), counter.used(7_100)], [4, 1, 0]);
});
