import t from 'tap';
import { app } from '#src/models/unions.js';
import { isShown, isShownJson } from '../fixtures/shown.js';

t.teardown(() => app.close());

const order = { payment: { kind: 'card', number: '4111111111111111' }, currency: 'EUR', lines: { pen: 2, ink: 1 }, shelf: ['A', 3], note: null };

async function send(payload: object) {
  return app.inject({ method: 'POST', url: '/orders', payload });
}

t.test('tells branches apart by their discriminator', async (t) => {
  t.equal((await send(order)).json(), '2 lines in EUR, by card 1111');
  t.equal((await send({ ...order, payment: { kind: 'transfer', iban: 'DE89370400440532013000' } })).json(), '2 lines in EUR, by transfer from DE');
});

t.test('complains about the branch that was meant', async (t) => {
  isShown(t, 'models/union-wrong', await send({ ...order, payment: { kind: 'card', number: 'none' } }));
});

t.test('names the branches that there are', async (t) => {
  const refused = await send({ ...order, payment: { kind: 'cheque' } });
  t.match(refused.json().errors, [{ type: 'union_tag_invalid', loc: ['body', 'payment'] }]);
});

t.test('documents the discriminator', async (t) => {
  const { components } = (await app.inject('/openapi.json')).json();
  isShownJson(t, 'models/union-document', { Payment: components.schemas.Payment, Currency: components.schemas.Currency });
});
