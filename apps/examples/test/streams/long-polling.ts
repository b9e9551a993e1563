import t from 'tap';
import { app } from '#src/streams/long-polling.js';
import { Market } from '#src/streams/market.js';

t.teardown(() => app.close());

t.test('answers when there is something, or when the time is over', async (t) => {
  const address = await app.listen({ port: 0 });
  const ask = async (query: string): Promise<unknown> => {
    const response = await fetch(`${address}/ticks/next${query}`);
    return [response.status, response.status === 200 ? await response.json() : await response.text()];
  };
  t.strictSame(await ask('?wait=5'), [204, '']);
  const waiting = ask('');
  await app.run(Market, (market) => market.add(3));
  t.strictSame(await waiting, [200, { number: 1, price: 3 }]);
  t.strictSame(await ask('?after=0'), [200, { number: 1, price: 3 }]);
  t.strictSame(await ask('?after=1&wait=5'), [204, '']);
});
