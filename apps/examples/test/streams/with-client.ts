// Runs in a process of its own: the application of this example is one for a process, and another test uses it, too.
import t from 'tap';
import { app } from '#src/streams/ticker.js';
import { readTicks } from '#src/streams/with-client.js';

t.teardown(() => app.close());

t.test('reads what is typed, and leaves', async (t) => {
  const reading = readTicks(2);
  for (const price of [1, 2]) await app.inject({ method: 'POST', url: '/ticks', payload: { price } });
  t.match(await reading, [
    { number: 1, price: 1 },
    { number: 2, price: 2 },
  ]);
});
