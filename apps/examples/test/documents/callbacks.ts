import t from 'tap';
import { app, createInvoices } from '#src/documents/callbacks.js';

t.teardown(() => app.close());

t.test('describes the requests that it will send to an address of the client', async (t) => {
  const { paths, components } = (await app.inject('/openapi.json')).json();
  const { post } = paths['/invoices'].post.callbacks.paid['{$request.body#/callbackUrl}'];
  t.match(post, {
    operationId: 'invoices.create.paid',
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/InvoicePaid' } } } },
  });
  t.strictSame(components.schemas.InvoicePaid.required, ['amount', 'at']);
  const answer = await app.inject({ method: 'POST', url: '/invoices', payload: { amount: 1, callbackUrl: 'https://shop.example.com/paid' } });
  t.equal(answer.json(), 'You will hear of it at shop.example.com.');
});

t.test('has no documents where it is told to have none', async (t) => {
  const quiet = createInvoices({ hasDocuments: false });
  t.teardown(() => quiet.close());
  for (const path of ['/docs', '/redoc', '/openapi.json']) t.equal((await quiet.inject(path)).statusCode, 404, path);
  t.equal((await quiet.inject({ method: 'POST', url: '/invoices', payload: {} })).statusCode, 422);
});
