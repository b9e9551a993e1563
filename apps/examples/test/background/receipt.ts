import t from 'tap';
import { app, sent } from '#src/background/receipt.js';

t.teardown(() => app.close());

t.test('works after the answer', async (t) => {
  const answer = await app.inject({ method: 'POST', url: '/orders', payload: { email: 'ada@example.com' } });
  t.equal(answer.statusCode, 202);
  await app.backgroundIdle();
  t.strictSame(sent.sort(), ['audit: order', 'receipt: ada@example.com']);
});
