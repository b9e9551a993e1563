import t from 'tap';
import { Market } from '#src/streams/market.js';

t.test('yields what came, then what comes, until the signal aborts', async (t) => {
  const market = new Market();
  const controller = new AbortController();
  market.add(3);
  const ticks = market.after(0, controller.signal);
  t.strictSame((await ticks.next()).value, { number: 1, price: 3 });
  const next = ticks.next();
  market.add(4);
  t.strictSame((await next).value, { number: 2, price: 4 });
  const none = ticks.next();
  controller.abort();
  await t.rejects(none, { name: 'AbortError' });
  t.equal(market.all.length, 2);
});
