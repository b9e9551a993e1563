import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import type { Socket } from 'typhoon';
import { app } from '#src/websockets/chat.js';
import type { ClientMessage, ServerMessage } from '#src/websockets/messages.js';

type Chat = Socket<ClientMessage, ServerMessage>;

t.teardown(() => app.close());

t.test('tells everybody else in the room, and who comes later', async (t) => {
  const client = await createInMemoryClient(app);
  const ada = await client.socket<Chat>('/rooms/red', { query: { name: 'Ada' } });
  const bob = await client.socket<Chat>('/rooms/red', { query: { name: 'Bob' } });
  t.strictSame(await bob.next(), { kind: 'joined', by: 'Ada' }, 'what was sent before');
  t.strictSame(await ada.next(), { kind: 'joined', by: 'Bob' });
});

t.test('hands messages to a table of handlers', async (t) => {
  const client = await createInMemoryClient(app);
  const ada = await client.socket<Chat>('/tables/red', { query: { name: 'Ada' } });
  const bob = await client.socket<Chat>('/tables/red', { query: { name: 'Bob' } });
  ada.send({ kind: 'typing' });
  ada.send({ kind: 'say', text: 'Hello.' });
  t.strictSame(
    [await bob.next(), await bob.next()],
    [
      { kind: 'typing', by: 'Ada' },
      { kind: 'said', by: 'Ada', text: 'Hello.' },
    ],
  );
});

t.test('announces from an HTTP handler', async (t) => {
  const client = await createInMemoryClient(app);
  const ada = await client.socket<Chat>('/rooms/green', { query: { name: 'Ada' } });
  t.strictSame((await client.post('/announcements/green', { json: { text: 'We close.' } })).status, 204);
  t.strictSame(await ada.next(), { kind: 'said', by: 'the house', text: 'We close.' });
});

t.test('refuses strangers with a status, and closes for a message that does not fit', async (t) => {
  const client = await createInMemoryClient(app);
  const refusal = await client.socket('/rooms/red').catch((error: unknown) => error as { status: number });
  t.match(refusal, { status: 401 });
  const ada = await client.socket<Chat>('/rooms/blue', { query: { name: 'Ada' } });
  ada.sendRaw('{"kind":"shout"}');
  t.match(await ada.closed, { code: 1008, reason: /^message/ });
});
