import t from 'tap';
import { Controller, Depends, Get, Type, createApp } from '@typhoon/core';
import { metrics, metricsEndpoint } from '#src/index.js';
import type { Counter, Gauge, Histogram } from '#src/index.js';
import { scrape } from '../fixtures/scrape.js';

const orders = metrics.counter({ name: 'orders_total', help: 'Orders.', labels: ['country', 'paid'], maxSeries: 1 });
const stock = metrics.gauge({ name: 'stock', help: 'Things there.' });
const sizes = metrics.histogram({ name: 'order_items', help: 'Items of an order.', buckets: [1, 10] });
const waits = metrics.counter({ name: 'waits_total', help: 'Nothing yet.' });

@Controller('/')
class OrdersController {
  constructor(
    @Depends(orders) readonly orders: Counter<'country' | 'paid'>,
    @Depends(stock) readonly stock: Gauge,
    @Depends(sizes) readonly sizes: Histogram,
    @Depends(waits) readonly waits: Counter,
  ) {}

  @Get('/', { response: Type.Null() })
  order() {
    this.orders.increment({ country: 'at', paid: 'yes' });
    this.orders.add(2, { paid: 'yes', country: 'at' });
    this.orders.increment({ country: 'de', paid: 'no' });
    this.stock.set(7);
    this.stock.add(-2);
    for (const size of [1, 2, 20]) this.sizes.observe(size);
    return null;
  }
}

t.test('metrics of the application stand beside ours, and those without labels are 0 at first', async (t) => {
  const { count, serve } = metricsEndpoint({ process: false });
  const app = createApp({ controllers: [OrdersController], server: { logger: false }, plugins: [count, serve] });
  t.teardown(() => app.close());
  t.strictSame(await scrape(app, 'stock'), ['stock 0']);
  await app.inject('/');
  t.strictSame(await scrape(app, 'orders_total'), ['orders_total{country="at",paid="yes"} 3', 'orders_total{country="other",paid="other"} 1']);
  t.strictSame(await scrape(app, 'stock'), ['stock 5']);
  t.strictSame(await scrape(app, 'waits_total'), ['waits_total 0']);
  t.strictSame(await scrape(app, 'order_items'), [
    'order_items_bucket{le="1"} 1',
    'order_items_bucket{le="10"} 2',
    'order_items_bucket{le="+Inf"} 3',
    'order_items_sum 23',
    'order_items_count 3',
  ]);
});

t.test('count where nobody reads them', async (t) => {
  const app = createApp({ controllers: [OrdersController], server: { logger: false } });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).statusCode, 200);
});

t.test('labels are typed, names are checked, and a counter does not go down', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  t.teardown(() => app.close());
  await app.run(orders, (counter) => {
    t.throws(() => counter.add(-1, { country: 'at', paid: 'no' }), RangeError);
    // @ts-expect-error a label is missing
    counter.increment({ country: 'at' });
    // @ts-expect-error there are labels
    counter.increment();
  });
  t.throws(() => metrics.counter({ name: 'orders-total', help: '' }), /is no name of a metric/);
  t.throws(() => metrics.histogram({ name: 'sizes', help: '', labels: ['le'] }), /is no name of a label/);
});
