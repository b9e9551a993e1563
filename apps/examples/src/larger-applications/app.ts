import { HttpError, createApp, mount, security, dependency } from 'typhoon';
import { ItemsController } from './items/items-controller.js';
import { OrdersController } from './orders/orders-controller.js';

const staff = dependency({ token: security.bearer() }, ({ token }) => {
  if (token !== 'staff') throw new HttpError(403);
});

/** A function: each test makes an application of its own. */
export function createShop() {
  return createApp({
    title: 'Shop',
    version: '1.0.0',
    license: 'MIT',
    prefix: '/api',
    controllers: [
      mount('/v1', [ItemsController]),
      mount('/v2', [ItemsController, mount('/back-office', [OrdersController], { security: [staff], tags: ['staff'] })]),
    ],
    operationId: ({ path, controller, handler }) => `${path.split('/')[2]}_${controller.replace('Controller', '').toLowerCase()}_${handler}`,
  });
}
