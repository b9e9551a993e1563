import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import type { Socket } from 'typhoon';
import { app } from '#src/websockets/cluster.js';
import type { ClientMessage, ServerMessage } from '#src/websockets/messages.js';

t.teardown(() => app.close());

t.test('the primary carries messages between those who are in a room', async (t) => {
  const client = await createInMemoryClient(app);
  const ada = await client.socket<Socket<ClientMessage, ServerMessage>>('/rooms/green', { query: { name: 'Ada' } });
  await client.post('/announcements/green', { json: { text: 'We close.' } });
  t.strictSame(await ada.next(), { kind: 'said', by: 'the house', text: 'We close.' });
});
