import t from 'tap';
import { open, signIn, startChat } from '../fixtures/chat.js';

t.test('a room that is none is a 404, on a route and before the upgrade', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  const response = await client.get('/rooms/cellar/messages', { cookies });
  t.match([response.status, response.json()], [404, { code: 'room_not_found', detail: "There is no room 'cellar'." }]);
  await t.rejects(open(client, cookies, 'cellar'), { name: 'SocketRefusedError', status: 404 });
});
