import { createInMemoryClient } from '@typhoon/testing';
import t from 'tap';
import { createApp } from 'typhoon';
import type { Socket } from 'typhoon';
import { RoomController } from '#src/rooms/room-controller.js';

interface Said {
  readonly text: string;
}

t.test('tells everybody in a room, the one who speaks too, and nobody else', async (t) => {
  const client = await createInMemoryClient(createApp({ title: 'Rooms', version: '1', controllers: [RoomController] }));
  t.teardown(() => client.close());
  const enter = async (room: string) => client.socket<Socket<string, Said>>(`/rooms/${room}`);
  const [ada, bob, eve] = [await enter('red'), await enter('red'), await enter('blue')];
  for (const socket of [ada, bob, eve]) t.match(await socket.next(), { text: 'Welcome.' });
  ada.send('Hello.');
  for (const socket of [ada, bob]) t.match(await socket.next(), { text: 'Hello.' });
  eve.send('Here, too.');
  t.match(await eve.next(), { text: 'Here, too.' });
});
