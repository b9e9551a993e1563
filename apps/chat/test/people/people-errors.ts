import t from 'tap';
import { Sessions } from '#src/people/sessions.js';
import { dependency } from 'typhoon';
import { createInMemoryClient } from '@typhoon/testing';
import { createQuietChat, signIn, startChat } from '../fixtures/chat.js';

t.test('a name that is taken is a 409', async (t) => {
  const client = await startChat(t);
  await signIn(client, 'Ada');
  const response = await client.post('/session', { json: { name: 'ada' } });
  t.strictSame(response.status, 409);
  t.match(response.json(), { code: 'name_taken', title: 'Name taken', detail: 'Somebody goes by the name ada already.' });
  t.strictSame(response.cookies, []);
});

t.test('a full chat is a 503 that says when to come back', async (t) => {
  const app = createQuietChat(t);
  class Full extends Sessions {
    override get isFull(): boolean {
      return true;
    }
  }
  app.override(
    Sessions,
    dependency({}, () => new Full(), { lifetime: 'singleton' }),
  );
  const client = await createInMemoryClient(app);
  const response = await client.post('/session', { json: { name: 'Ada' } });
  t.strictSame([response.status, response.headers['retry-after']], [503, '60']);
  t.match(response.json(), { code: 'chat_full' });
});
