import t from 'tap';
import { createApp } from '@typhoon/core';
import { ApplicationWatch } from '#src/entry/application-watch.js';

t.test('sees the applications that are made, and what they listen on, as the command line says', async (t) => {
  const watch = new ApplicationWatch({ purpose: 'serve', listen: { port: 0 } });
  const app = createApp({ controllers: [], server: { logger: false } });
  t.strictSame(watch.made, [app]);
  const address = await app.listen({ port: 1 });
  const found = await watch.selfListening;
  t.equal(found.app, app);
  t.equal(await found.address, address);
  t.not(new URL(address).port, '1');
  await app.close();

  watch.stop();
  const later = createApp({ controllers: [] });
  t.strictSame(watch.made, [app]);
  await later.close();
});

t.test('tells a callback of the address, and of the failure', async (t) => {
  const watch = new ApplicationWatch({ purpose: 'serve', listen: { host: '127.0.0.1' } });
  const [one, two] = [createApp({ controllers: [], server: { logger: false } }), createApp({ controllers: [], server: { logger: false } })];
  const listen = async (app: typeof one, port: number) =>
    new Promise<string>((resolve, reject) => app.fastify.listen({ port }, (error, address) => (error ? reject(error) : resolve(address))));
  const address = await listen(one, 0);
  t.match(address, /^http:\/\/127\.0\.0\.1:\d+$/);
  (await watch.selfListening).address.catch(() => undefined);
  await one.close();
  await two.close();
  watch.stop();
});

t.test('where nothing is to be served, nothing listens', async (t) => {
  const watch = new ApplicationWatch({ purpose: 'describe' });
  const app = createApp({ controllers: [] });
  void app.listen();
  t.equal((await watch.selfListening).app, app);
  t.equal(app.fastify.server.listening, false);
  watch.stop();
  await app.close();
});
