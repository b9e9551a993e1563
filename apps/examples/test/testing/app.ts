import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import { Mailer, createNotes, currentUser } from '#src/testing/app.js';

t.test('thanks the user and sends a mail', async (t) => {
  const sent: string[] = [];
  const app = createNotes();
  // A singleton: replaced before the application starts.
  app.override(Mailer, () => ({ send: async (to, text) => void sent.push(`${to}: ${text}`) }));
  const client = await createInMemoryClient(app);
  t.teardown(() => client.close());
  client.override(currentUser, () => ({ name: 'Ada' }));

  const response = await client.post('/notes', { json: { text: 'Hello' } });
  t.equal(response.status, 201);
  t.equal(response.json(), 'Thank you, Ada.');
  await client.backgroundIdle();
  t.strictSame(sent, ['Ada: Hello']);

  client.restore();
  t.equal((await client.post('/notes', { json: { text: 'Hello' }, bearer: 'x' })).status, 401);
});
