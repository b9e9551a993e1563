import t from 'tap';
import { app, readPayment } from '#src/validation/formats.js';
import { isShown } from '../fixtures/shown.js';

t.teardown(() => app.close());

const payment = { to: 'DE89370400440532013000', amount: '12.50' };

t.test('checks a format of its own', async (t) => {
  const paid = await app.inject({ method: 'POST', url: '/payments', payload: payment });
  t.equal(paid.statusCode, 201);
  t.strictSame(paid.json(), payment);
  isShown(t, 'validation/own-format', await app.inject({ method: 'POST', url: '/payments', payload: { ...payment, to: 'DE00370400440532013000' } }));
});

t.test('documents it by its name', async (t) => {
  const { components } = (await app.inject('/openapi.json')).json();
  t.strictSame(components.schemas.Payment.properties.to, { type: 'string', format: 'iban' });
});

t.test('checks it outside of a request', async (t) => {
  t.strictSame(readPayment(payment), payment);
  t.throws(() => readPayment({ ...payment, to: 'x' }), { name: 'ValidationError' });
});
