import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter, once } from 'node:events';
import t from 'tap';
import { Controller, Get, Text, createApp, dependency } from '#src/index.js';
import { openConnection } from './fixtures/raw-request.js';

@Controller('/')
class EmptyController {
  @Get('/', { response: Text })
  hello(): string {
    return 'hello';
  }
}

t.test('starts and stops in order: singletons, onStart, onStop, singletons', async (t) => {
  const log: string[] = [];
  const pool = dependency(
    {},
    function* () {
      log.push('open');
      yield 'pool';
      log.push('closed');
    },
    { lifetime: 'singleton' },
  );

  const app = createApp({
    controllers: [EmptyController],
    onStart: (application) => application.run(pool, (value) => log.push(`start with ${value}`)),
    onStop: () => log.push('stop'),
  });
  await app.ready();
  t.equal((await app.inject('/')).payload, 'hello');
  await app.close();
  t.strictSame(log, ['open', 'start with pool', 'stop', 'closed']);
});

t.test('makes a singleton once for two runs at the same time', async (t) => {
  let count = 0;
  const slow = dependency({}, async () => Promise.resolve(++count), { lifetime: 'singleton' });
  const app = createApp({ controllers: [EmptyController] });
  t.teardown(() => app.close());
  t.strictSame(await Promise.all([app.run(slow, (value) => value), app.run(slow, (value) => value)]), [1, 1]);
});

t.test('takes two addresses that differ in a slash at the end for one, unless the server is told otherwise', async (t) => {
  @Controller('/all')
  class SlashController {
    @Get('/x')
    without(): string {
      return 'without';
    }
    @Get('/x/')
    with(): string {
      return 'with';
    }
  }
  t.throws(() => createApp({ controllers: [SlashController], server: { routerOptions: { caseSensitive: false } } }), {
    code: 'TYPHOON_ERR_ROUTE_DUPLICATE',
    message: /SlashController\.with: GET \/all\/x\/ is declared by SlashController\.without, as \/all\/x, and SlashController\.with\./,
  });
  const app = createApp({ controllers: [SlashController], server: { logger: false, routerOptions: { ignoreTrailingSlash: false } } });
  t.teardown(() => app.close());
  t.strictSame([(await app.inject('/all/x')).json(), (await app.inject('/all/x/')).json()], ['without', 'with']);
});

t.test('closes connections that never carried a request, and requests that do not end, when the time is over', async (t) => {
  const running = new EventEmitter();
  @Controller('/')
  class WaitingController {
    @Get('/')
    async wait(): Promise<never> {
      running.emit('running');
      return new Promise(() => undefined);
    }
  }
  const app = createApp({ controllers: [WaitingController], closeTimeout: 50, server: { logger: false } });
  const address = await app.listen({ port: 0 });
  const [silent, waiting] = await Promise.all([openConnection(address), openConnection(address)]);
  const closed = [silent, waiting].map(async (socket) => once(socket.resume(), 'close'));
  const begun = once(running, 'running');
  waiting.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await begun;
  await app.close();
  await Promise.all(closed);
  t.ok(silent.destroyed && waiting.destroyed);
});

t.test('listens on a unix socket, and nowhere else', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'ty-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const path = join(folder, 'a.sock');
  const app = createApp({ controllers: [], server: { logger: false } });
  t.equal(await app.listen({ path }), path);
  t.equal(app.fastify.server.address(), path);
  await app.close();
});
