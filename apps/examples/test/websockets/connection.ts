import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import type { Socket } from 'typhoon';
import { app, endings } from '#src/websockets/connection.js';

t.teardown(() => app.close());

t.test('counts for each connection, and sees how it ends', async (t) => {
  const client = await createInMemoryClient(app);
  const socket = await client.socket<Socket<number, number>>('/counter');
  for (const number of [1, 2]) socket.send(number);
  t.strictSame([await socket.next(), await socket.next(), await socket.next()], [0, 1, 3]);
  await socket.close(4000);
  await app.close();
  t.strictSame(endings, [4000]);
});
