import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { Controller, Get, createApp } from '@typhoon/core';

@Controller('/')
class RootController {
  @Get('/')
  root() {
    return 'here';
  }
}

t.test('a connection that was opened ahead of need holds up no close, and one that speaks by then is answered', async (t) => {
  const app = createApp({ controllers: [RootController], server: { logger: false } });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const [silent, late] = [connect(Number(port), '127.0.0.1'), connect(Number(port), '127.0.0.1')];
  await Promise.all([once(silent, 'connect'), once(late, 'connect')]);
  // A used one, so that the server has surely taken those before it.
  t.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
  const [closing, ended] = [app.close(), once(silent.resume(), 'close')];
  late.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const [answer] = (await once(late, 'data')) as [Buffer];
  t.match(answer.toString('latin1'), /^HTTP\/1\.1 503 /);
  await Promise.all([closing, ended]);
});
