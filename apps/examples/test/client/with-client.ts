// Runs in a process of its own: the application of this example is one for a process, and another test uses it, too.
import { checkClient } from '@typhoon/client/generate';
import t from 'tap';
import { app } from '#src/client/app.js';
import { ask, firstPrices, nameOf, orderOrWhy } from '#src/client/use.js';
import { connectInMemory } from '#src/client/with-client.js';

t.teardown(() => app.close());

t.test('does over the application in memory what it does over the network', async (t) => {
  const api = await connectInMemory();
  t.equal(app.fastify.server.listening, false);
  t.equal(await nameOf(api, 3), 'Pen');
  t.equal(await orderOrWhy(api, 5), 'only 3 left');
  t.equal((await firstPrices(api, 2)).length, 2);
  t.equal(await ask(api, 'how much?'), 'About 3: how much?');
});

t.test('the client of the example is the one that would be generated now', async (t) => {
  const source = await Promise.all(['/openapi.json', '/asyncapi.json'].map(async (url) => (await app.inject(url)).json<object>()));
  t.strictSame(await checkClient({ source, out: 'src/client/api', width: 160 }), []);
});
