import { Body, Controller, Depends, Model, Post, Type, createApp, dependency, metrics, security } from 'typhoon';
import type { Counter } from 'typhoon';

// #region own
export const orders = metrics.counter({ name: 'orders_total', help: 'Orders that were placed.', labels: ['country'] });

class NewOrder extends Model({ country: Type.String({ pattern: '^[a-z]{2}$' }) }) {}

@Controller('/orders')
export class OrdersController {
  constructor(@Depends(orders) private readonly orders: Counter<'country'>) {}

  @Post('/', { status: 201, response: NewOrder })
  create(@Body(NewOrder) order: NewOrder) {
    this.orders.increment({ country: order.country });
    return order;
  }
}
// #endregion own

const prometheus = dependency({ token: security.bearer() }, ({ token }) => token);

export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [OrdersController],
  // `metrics: true` tells them to whoever asks.
  metrics: { dependencies: [prometheus] },
});
