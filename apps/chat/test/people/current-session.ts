import t from 'tap';
import { open, startChat } from '../fixtures/chat.js';

t.test('strangers are refused, on a route and before the upgrade', async (t) => {
  const client = await startChat(t);
  for (const cookies of [{}, { 'chat-session': 'forged' }]) {
    t.equal((await client.post('/rooms/lobby/messages', { json: { text: 'hi' }, cookies })).status, 401);
    await t.rejects(open(client, cookies as Record<string, string>), { name: 'SocketRefusedError', status: 401 });
  }
});
