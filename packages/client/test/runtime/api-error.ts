import t from 'tap';
import { ApiError } from '#src/runtime/api-error.js';

const request = { operation: 'items.read', method: 'GET', url: 'https://shop.example/items/3' };

t.test('says which operation was answered with which status and code', async (t) => {
  const error = new ApiError({ kind: 'declared', status: 404, code: 'item_not_found', body: {}, headers: new Headers(), request });
  t.match(error, { name: 'ApiError', status: 404, message: 'items.read: 404 item_not_found' });
});

t.test('is recognised whatever copy of the package made it, and nothing else is', async (t) => {
  t.equal(ApiError.is(Object.assign(new Error('from elsewhere'), { name: 'ApiError', kind: 'undeclared' })), true);
  t.equal(ApiError.is(new Error('another')), false);
  t.equal(ApiError.is(undefined), false);
});
