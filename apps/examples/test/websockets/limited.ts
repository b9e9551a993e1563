import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import type { Socket } from 'typhoon';
import { app } from '#src/websockets/limited.js';

type Room = Socket<string, { text?: string; wait?: number }>;

t.teardown(() => app.close());

t.test('tells who sends too much how long to wait, in whichever room', async (t) => {
  const client = await createInMemoryClient(app);
  const ada = await client.socket<Room>('/rooms/red', { query: { name: 'Ada' } });
  for (let count = 0; count < 4; count++) ada.send('Hello.');
  t.match(await ada.next(), { wait: Number });
  const bob = await client.socket<Room>('/rooms/red', { query: { name: 'Bob' } });
  bob.send('I may still speak.');
  t.strictSame(await ada.next(), { text: 'I may still speak.' });
});

t.test('refuses a connection too many before it is one', async (t) => {
  const client = await createInMemoryClient(app);
  const statuses: number[] = [];
  for (let count = 0; count < 19; count++) {
    const opened = await client.socket<Room>('/rooms/red', { query: { name: 'Ada' } }).catch((error: unknown) => error as { status: number });
    if ('status' in opened) statuses.push(opened.status);
  }
  t.strictSame(statuses, [429], 'two were opened before');
});
