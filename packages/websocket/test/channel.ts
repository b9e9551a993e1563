import t from 'tap';
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
