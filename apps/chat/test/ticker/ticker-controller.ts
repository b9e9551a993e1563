import t from 'tap';
import { Room } from '#src/rooms/room-models.js';
import { enter, signIn, startChat } from '../fixtures/chat.js';

t.test('streams each room, then its changes, to strangers, too', async (t) => {
  const client = await startChat(t);
  const stream = await client.stream('GET', '/ticker');
  const ticks = stream.events(Room)[Symbol.asyncIterator]();
  const next = async () => ((await ticks.next()).value as { data: Room }).data;
  t.strictSame(
    [await next(), await next(), await next(), await next()].map(({ name, people }) => `${name} ${people}`),
    ['lobby 0', 'kitchen 0', 'garden 0', 'library 0'],
  );
  const ada = await enter(client, 'Ada', 'kitchen');
  t.strictSame(await next(), { name: 'kitchen', title: 'Kitchen', people: 1, said: 0 });
  await client.post('/rooms/garden/messages', { json: { text: 'hi' }, cookies: await signIn(client, 'Bob') });
  t.strictSame(await next(), { name: 'garden', title: 'Garden', people: 0, said: 1 });
  await ada.close();
  t.strictSame(await next(), { name: 'kitchen', title: 'Kitchen', people: 0, said: 0 });
  await ticks.return?.();
});
