import { getEventListeners } from 'node:events';
import t from 'tap';
import { createChannel } from '#src/channel.js';
import type { CompiledChannel } from '#src/compile-channel.js';
import { OutgoingMessage } from '#src/frame.js';
import { localBroker } from '#src/local-broker.js';
import { Rooms } from '#src/rooms.js';
import { TopicTable } from '#src/topic-table.js';
import { ChatController, NewsController } from './fixtures/chat.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

t.test('sends to a room from an HTTP handler', async (t) => {
  const { app, url } = await startApp(t, { controllers: [ChatController, NewsController] });
  const client = await connect(`${url}/chat/lobby`);
  await client.next();
  const payload = { text: 'news', at: '2026-01-02T03:04:05.000Z' };
  t.strictSame((await app.inject({ method: 'POST', url: '/news/lobby', payload })).statusCode, 204);
  t.strictSame(await client.next(), payload);
});

t.test('waits for the next messages of a room, misses none between two calls, and gives up in time', async (t) => {
  const { app } = await startApp(t, { controllers: [ChatController, NewsController] });
  const add = (text: string) => app.inject({ method: 'POST', url: '/news/poll', payload: { text } });
  const poll = async (query: string): Promise<{ cursor: number; messages: { text: string }[] }> => (await app.inject(`/news/poll?${query}`)).json();
  t.strictSame(await poll('timeout=10'), { cursor: 0, messages: [] });
  const waiting = poll('timeout=5000');
  // The wait has begun when its subscription is there: a request in memory takes no longer than this one.
  await app.inject('/nowhere');
  await add('first');
  t.strictSame(await waiting, { cursor: 1, messages: [{ text: 'first' }] });
  await add('second');
  await add('third');
  t.strictSame(await poll('after=1&timeout=5000'), { cursor: 3, messages: [{ text: 'second' }, { text: 'third' }] });
  t.strictSame(await poll('after=3&timeout=10'), { cursor: 3, messages: [] });
  t.match(
    await poll('after=99&timeout=5000'),
    { cursor: 3, messages: [{ text: 'first' }, { text: 'second' }, { text: 'third' }] },
    'a cursor of before a restart',
  );
});

t.test('ends its waiting with the signal, and leaves neither a listener nor a subscription behind', async (t) => {
  const table = new TopicTable();
  let open = 0;
  const broker = localBroker(table);
  const counted: typeof broker = {
    ...broker,
    subscribe: async (topic, listener) => {
      const subscription = await broker.subscribe(topic, listener);
      open++;
      const close = async (): Promise<void> => {
        open--;
        await subscription.close();
      };
      return { ...subscription, close };
    },
  };
  const compiled = {
    name: 'talk',
    replay: 0,
    write: (text: string) => new OutgoingMessage(text),
    readSent: (text: unknown) => text,
  } as unknown as CompiledChannel;
  const room = createChannel(() => compiled, new Rooms(counted)).to('lobby');
  const leaving = new AbortController();
  const waiting = room.wait({ timeout: 60_000, signal: leaving.signal });
  while (getEventListeners(leaving.signal, 'abort').length === 0) await new Promise(setImmediate);
  t.equal(open, 1);
  leaving.abort();
  t.strictSame([await waiting, open], [{ messages: [], cursor: 0 }, 0]);
  t.strictSame(await room.wait({ signal: leaving.signal }), { messages: [], cursor: 0 }, 'one that is over already');

  const staying = new AbortController();
  const answered = room.wait({ timeout: 60_000, signal: staying.signal });
  while (getEventListeners(staying.signal, 'abort').length === 0) await new Promise(setImmediate);
  await room.send('hello');
  t.strictSame([await answered, open, getEventListeners(staying.signal, 'abort')], [{ messages: ['hello'], cursor: 1 }, 0, []]);
});
