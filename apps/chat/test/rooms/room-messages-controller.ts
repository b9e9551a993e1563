import t from 'tap';
import { enter, nextOf, signIn, startChat } from '../fixtures/chat.js';

t.test('what is posted comes to the sockets of the room', async (t) => {
  const client = await startChat(t);
  const bob = await enter(client, 'Bob');
  const response = await client.post('/rooms/lobby/messages', { json: { text: 'by HTTP' }, cookies: await signIn(client, 'Ada') });
  t.equal(response.status, 201);
  t.match(response.json(), { kind: 'said', by: 'Ada', text: 'by HTTP' });
  t.strictSame(await nextOf(bob, 'said'), response.json());
});

t.test('long polling begins with what is kept, and goes on where it stopped', async (t) => {
  const client = await startChat(t);
  const ada = await enter(client, 'Ada');
  ada.send({ kind: 'say', text: 'first' });
  ada.send({ kind: 'say', text: 'second' });
  await nextOf(ada, 'said');
  await nextOf(ada, 'said');
  const cookies = await signIn(client, 'Wall');
  const poll = async (after: number, wait = 10_000) => (await client.get('/rooms/lobby/messages', { query: { after, wait }, cookies })).json();
  const { messages, cursor } = await poll(0);
  t.match(messages, [
    { kind: 'said', text: 'first' },
    { kind: 'said', text: 'second' },
  ]);
  t.strictSame(await poll(cursor, 5), { messages: [], cursor }, 'nothing, when the time is over');
  const waiting = poll(cursor);
  ada.send({ kind: 'say', text: 'third' });
  t.match(await waiting, { messages: [{ text: 'third' }] });
});

t.test('takes no message that the socket would not take', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  for (const text of ['', ' ', 'x'.repeat(1_001)]) t.equal((await client.post('/rooms/lobby/messages', { json: { text }, cookies })).status, 422);
});
