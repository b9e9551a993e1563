import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import { RoomEvents, app } from '#src/streams/room.js';

t.teardown(() => app.close());

t.test('names each event, and gives it data of its own', async (t) => {
  const client = await createInMemoryClient(app);
  const seen: unknown[] = [];
  for await (const received of (await client.stream('GET', '/room')).events(RoomEvents)) seen.push([received.event, received.data]);
  t.strictSame(seen, [
    ['joined', { name: 'Ada' }],
    ['said', 'Two\nlines'],
    ['left', { name: 'Ada' }],
  ]);
});
