import t from 'tap';
import { app } from '#src/client/app.js';
import { ask, connect, firstPrices, nameOf, nameOrWhy, orderOrWhy } from '#src/client/use.js';

// Node 20 has no WebSocket of its own: there, sockets are asked in with-client.ts alone.
const api = connect(await app.listen({ port: 0, host: '127.0.0.1' }), 'ada');
t.teardown(() => app.close());

t.test('calls, and says why something is not there', async (t) => {
  t.equal(await nameOf(api, 3), 'Pen');
  t.equal(await nameOrWhy(api, 12), 'Nothing has the id 12.');
  t.equal(await nameOrWhy(api, 1.5), 'status 422');
});

t.test('returns errors instead of throwing them', async (t) => {
  t.equal(await orderOrWhy(api, 2), 'ordered 2');
  t.equal(await orderOrWhy(api, 5), 'only 3 left');
  await t.rejects(orderOrWhy(api, 0), { message: 'items.order: 422 validation_failed' });
});

t.test('reads a stream, and leaves it', async (t) => {
  t.strictSame(
    (await firstPrices(api, 3)).map(({ price }) => price),
    [1.5, 2, 2.5],
  );
});

t.test('asks over the WebSocket that is there; where there is none, says what is missing', async (t) => {
  if ('WebSocket' in globalThis) t.equal(await ask(api, 'how much?'), 'About 3: how much?');
  else await t.rejects(ask(api, 'how much?'), { name: 'TypeError', message: /webSocket/ });
});
