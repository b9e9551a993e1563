import t from 'tap';
import { HISTORY } from '#src/rooms/room-socket-controller.js';
import { enter, nextOf, open, signIn, startChat } from '../fixtures/chat.js';

t.test('what one says comes to everybody in the room, oneself included, and to no other room', async (t) => {
  const client = await startChat(t);
  const [ada, bob, eve] = [await enter(client, 'Ada'), await enter(client, 'Bob'), await enter(client, 'Eve', 'garden')];
  ada.send({ kind: 'say', text: ' hello ' });
  const heard = await nextOf(bob, 'said');
  t.match(heard, { by: 'Ada', text: 'hello' });
  t.strictSame(await nextOf(ada, 'said'), heard);
  eve.send({ kind: 'say', text: 'who hears me?' });
  t.match(await nextOf(eve, 'said'), { by: 'Eve' }, 'the first that comes to the garden');
});

t.test('everybody is told who is there, when that changes', async (t) => {
  const client = await startChat(t);
  const ada = await enter(client, 'Ada');
  t.strictSame(await nextOf(ada, 'present'), { kind: 'present', people: ['Ada'] });
  const cookies = await signIn(client, 'Bob');
  const [bob, bobsOther] = [await open(client, cookies), await open(client, cookies)];
  t.strictSame((await nextOf(bob, 'present')).people, ['Ada', 'Bob']);
  t.strictSame((await nextOf(bobsOther, 'present')).people, ['Ada', 'Bob']);
  t.strictSame((await nextOf(ada, 'present')).people, ['Ada', 'Bob']);
  await bob.close();
  bobsOther.terminate();
  // Two people are left as long as one of his pages is.
  let left = await nextOf(ada, 'present');
  while (left.people.length > 1) left = await nextOf(ada, 'present');
  t.strictSame(left.people, ['Ada'], 'however he left');
});

t.test('others see who is typing; those who come later do not, but read what was said', async (t) => {
  const client = await startChat(t);
  const [ada, bob] = [await enter(client, 'Ada'), await enter(client, 'Bob')];
  ada.send({ kind: 'typing' });
  ada.send({ kind: 'say', text: 'first' });
  t.strictSame(await nextOf(bob, 'types'), { kind: 'types', by: 'Ada' });
  await nextOf(bob, 'said');
  const late = await enter(client, 'Cy');
  t.match(
    [await late.next(), await late.next()],
    [
      { kind: 'said', by: 'Ada', text: 'first' },
      { kind: 'present', people: ['Ada', 'Bob', 'Cy'] },
    ],
  );
});

t.test('only the last messages are kept', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  for (let count = 1; count <= HISTORY + 2; count++) await client.post('/rooms/lobby/messages', { json: { text: String(count) }, cookies });
  const page = await open(client, cookies);
  t.match(await page.next(), { kind: 'said', text: '3' });
  for (let count = 4; count <= HISTORY + 2; count++) await page.next();
  t.match(await page.next(), { kind: 'present' });
});

t.test('a message that does not fit is refused, and the socket stays open', async (t) => {
  const client = await startChat(t);
  const ada = await enter(client, 'Ada');
  ada.sendRaw('{"kind":"shout"}');
  t.match(await nextOf(ada, 'refused'), { reason: /./ });
  ada.sendRaw('no JSON');
  t.match(await nextOf(ada, 'refused'), { reason: /./ });
  ada.send({ kind: 'say', text: 'still here' });
  t.match(await nextOf(ada, 'said'), { text: 'still here' });
});

t.test('who sends too large a message, or too many, is cut off', async (t) => {
  const client = await startChat(t);
  const large = await enter(client, 'Ada');
  large.send({ kind: 'say', text: 'x'.repeat(10_000) });
  t.match(await large.closed, { code: 1009 });
  const many = await enter(client, 'Bob');
  for (let count = 0; count < 60; count++) many.send({ kind: 'typing' });
  t.match(await many.closed, { code: 1008 });
});

t.test('a page of another site gets no socket, though the browser sends the cookie', async (t) => {
  const client = await startChat(t);
  const cookies = await signIn(client, 'Ada');
  await t.rejects(client.socket('/rooms/lobby', { cookies, headers: { origin: 'https://evil.example' } }), { name: 'SocketRefusedError', status: 403 });
});

t.test('closing the chat closes its sockets with 1001', async (t) => {
  const client = await startChat(t);
  const ada = await enter(client, 'Ada');
  await nextOf(ada, 'present');
  await client.close();
  t.match(await ada.closed, { code: 1001 });
});
