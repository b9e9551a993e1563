import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { createApp } from '@typhoon/core';
import { drain } from '#src/start/drain.js';

t.test('a request that comes over an open connection while the application ends is answered, and told that it was the last', async (t) => {
  const app = createApp({ controllers: [], server: { logger: false } });
  app.fastify.get('/', () => 'here');
  const address = new URL(await app.listen({ port: 0 }));
  const socket = connect(Number(address.port), address.hostname).setEncoding('utf8');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  const [first] = (await once(socket, 'data')) as [string];
  t.match(first, /^HTTP\/1\.1 200 OK[^]*connection: keep-alive/i);

  const done = drain(app);
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  let second = '';
  for await (const chunk of socket) second += String(chunk);
  t.match(second, /^HTTP\/1\.1 200 OK[^]*connection: close[^]*here$/i);
  await done;
  await t.rejects(fetch(address), 'nobody listens');
});

t.test('an application that does not listen is closed', async (t) => {
  let isClosed = false;
  const app = createApp({ controllers: [], onStop: () => void (isClosed = true) });
  await app.ready();
  await drain(app);
  t.equal(isClosed, true);
});
