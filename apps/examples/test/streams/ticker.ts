import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import { Tick } from '#src/streams/market.js';
import { app } from '#src/streams/ticker.js';
import { isShownText } from '../fixtures/shown.js';

t.teardown(() => app.close());

t.test('sends what came after the event that the client saw last, and what comes', async (t) => {
  const client = await createInMemoryClient(app);
  for (const price of [3, 4]) t.equal((await client.post('/ticks', { json: { price } })).status, 201);
  const stream = await client.stream('GET', '/ticks', { headers: { 'last-event-id': '1' } });
  const seen: unknown[] = [];
  for await (const { id, data } of stream.events(Tick)) {
    seen.push([id, data.price]);
    if (seen.length === 1) await client.post('/ticks', { json: { price: 5 } });
    if (seen.length === 2) break;
  }
  t.strictSame(seen, [
    ['2', 4],
    ['3', 5],
  ]);
});

t.test('shows events as they are sent, and lines', async (t) => {
  const client = await createInMemoryClient(app);
  const stream = await client.stream('GET', '/ticks');
  let text = '';
  for await (const chunk of stream.bytes()) {
    text += Buffer.from(chunk).toString();
    if (text.includes('id: 3')) break;
  }
  isShownText(t, 'streams/events', text);
  isShownText(t, 'streams/lines', (await client.get('/ticks/history')).text);
});
