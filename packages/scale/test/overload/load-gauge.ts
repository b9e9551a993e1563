import t from 'tap';
import { LoadGauge } from '#src/overload/load-gauge.js';
import type { Load } from '#src/overload/load-gauge.js';

t.test('measures how busy the process is, until it is closed', async (t) => {
  let tell: (load: Load) => void = () => undefined;
  const next = async (): Promise<Load> => new Promise((resolve) => (tell = resolve));
  const gauge = new LoadGauge(20, (load) => tell(load));
  t.teardown(() => gauge.close());
  const keepAlive = setInterval(() => undefined, 5);
  t.teardown(() => clearInterval(keepAlive));
  await next();
  const until = performance.now() + 200;
  while (performance.now() < until);
  const busy = await next();
  t.ok(busy.eventLoopDelay > 20, `late by ${busy.eventLoopDelay} ms`);
  t.ok(busy.eventLoopUtilization > 0.5 && busy.eventLoopUtilization <= 1);
  t.ok(busy.heapUsed > 1_000_000 && busy.rss > busy.heapUsed);
});
