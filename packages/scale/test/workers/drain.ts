import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import t from 'tap';
import { createApp } from '@typhoon/core';
import { createDrain } from '#src/workers/drain.js';

t.test('a request that comes over an open connection while the application ends is answered, and told that it was the last', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  app.fastify.get('/', () => 'here');
  const drain = createDrain(app);
  const address = new URL(await app.listen({ port: 0 }));
  const socket = connect(Number(address.port), address.hostname).setEncoding('utf8');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  const [first] = (await once(socket, 'data')) as [string];
  t.match(first, /^HTTP\/1\.1 200 OK[^]*connection: keep-alive/i);

  const done = drain.run();
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  let second = '';
  for await (const chunk of socket) second += String(chunk);
  t.match(second, /^HTTP\/1\.1 200 OK[^]*connection: close[^]*here$/i);
  await done;
  await t.rejects(fetch(address), 'nobody listens');
});

t.test('for the time of its delay it goes on, and says that it is not ready', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  app.fastify.get('/', () => (app.isDraining ? 'ends' : 'serves'));
  const address = await app.listen({ port: 0 });
  const read = async () => (await fetch(address, { headers: { connection: 'close' } })).text();
  const begun = performance.now();
  t.equal(await read(), 'serves');
  // Several times as long as a request takes here and now.
  const drain = createDrain(app, { delay: 200 + 8 * (performance.now() - begun) });
  const done = drain.run();
  t.equal(await read(), 'ends', 'a new connection is taken');
  await done;
  await t.rejects(fetch(address), 'nobody listens');
});

t.test('an application that is replaced does not say that it is not ready', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  let wasDraining: boolean | undefined;
  app.fastify.get('/', () => app.isDraining);
  app.fastify.addHook('onClose', async () => void (wasDraining = app.isDraining));
  await app.listen({ port: 0 });
  const done = createDrain(app, { delay: 60_000 }).run({ isReplaced: true });
  t.equal(app.isDraining, false);
  await done;
  t.equal(wasDraining, true, 'only when it closed');
});

t.test('an application that does not listen is closed', async (t) => {
  let isClosed = false;
  const app = createApp({ controllers: [], onStop: () => void (isClosed = true) });
  await app.ready();
  await createDrain(app).run();
  t.equal(isClosed, true);
});

t.test('an answer that is being worked on says that it is the last of its connection', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const drain = createDrain(app);
  app.fastify.get('/slow', async () => {
    begin();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'done';
  });
  const address = new URL(await app.listen({ port: 0 }));
  const socket = connect(Number(address.port), address.hostname).setEncoding('utf8');
  socket.write('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n');
  await begun;
  const done = drain.run();
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  t.match(answer, /^HTTP\/1\.1 200 OK[^]*connection: close[^]*done$/i);
  await done;
});

t.test('a session of HTTP/2 is told to end, and what came over it is answered', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false, http2: true } });
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  app.fastify.get('/', async () => {
    begin();
    await finished;
    return 'here';
  });
  const drain = createDrain(app);
  const session = connectHttp2(await app.listen({ port: 0 }));
  const request = session.request({ ':path': '/' }).setEncoding('utf8');
  await begun;
  const goaway = once(session, 'goaway');
  const done = drain.run();
  t.strictSame((await goaway).slice(0, 2), [0, 2 ** 31 - 1], 'no stream is refused yet');
  finish();
  t.strictSame(await once(request, 'data'), ['here']);
  await done;
  t.equal(session.destroyed, true);
});
