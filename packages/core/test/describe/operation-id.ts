import t from 'tap';
import { defaultOperationId, toGroupName } from '#src/describe/operation-id.js';

t.test('names operations after controller and method', async (t) => {
  t.equal(defaultOperationId('OrderItemsController', 'read'), 'orderItems.read');
});

t.test('takes the suffix off a controller, and capitals off its head', async (t) => {
  const rows = [
    ['ItemsController', 'items'],
    ['HTTPController', 'http'],
    ['Controller', 'controller'],
    ['items', 'items'],
  ] as const;
  for (const [controller, want] of rows) t.equal(toGroupName(controller), want, controller);
});
