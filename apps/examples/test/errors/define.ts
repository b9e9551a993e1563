import t from 'tap';
import { app } from '#src/errors/define.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('answers with the declared error', async (t) => {
  const missing = await app.inject('/items/ink');
  t.equal(missing.statusCode, 404);
  isShown(t, 'errors/not-found', missing);
});

t.test('sends the declared data', async (t) => {
  const refused = await app.inject({ method: 'POST', url: '/items/pen/orders', payload: { quantity: 5 } });
  t.equal(refused.statusCode, 409);
  isShown(t, 'errors/out-of-stock', refused);
  t.equal((await app.inject({ method: 'POST', url: '/items/pen/orders', payload: { quantity: 2 } })).json(), 1);
});

t.test('documents what may be thrown', async (t) => {
  const { paths } = (await app.inject('/openapi.json')).json();
  t.strictSame(Object.keys(paths['/items/{name}/orders'].post.responses), ['201', '404', '409', '413', '415', '422']);
});
