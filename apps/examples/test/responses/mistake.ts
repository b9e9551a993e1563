import t from 'tap';
import { createPrices } from '#src/responses/mistake.js';
import { isShown } from '../fixtures/shown.js';

t.test('tells you during development, and the client nothing', async (t) => {
  const app = createPrices(true);
  t.teardown(() => app.close());
  const answer = await app.inject('/price');
  t.equal(answer.statusCode, 500);
  isShown(t, 'responses/mistake', answer);
});

t.test('sends what there is in production', async (t) => {
  const app = createPrices(false);
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/price')).json(), { amount: -1, currency: 'EUR' });
});
