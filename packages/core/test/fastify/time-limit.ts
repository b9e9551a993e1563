import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { Body, Controller, Depends, EventStream, Get, Path, Post, Type, createApp, dependency, security, signal } from '#src/index.js';
import type { ApplicationOptions, HttpError } from '#src/index.js';
import { Http2Client } from '../fixtures/http2-client.js';

async function startApp(test: Pick<typeof t, 'teardown'>, controllers: ApplicationOptions['controllers'], timeout = 60) {
  const lines: { level: number; msg: string }[] = [];
  const stream = { write: (line: string) => lines.push(JSON.parse(line) as { level: number; msg: string }) };
  const app = createApp({ controllers, timeout, server: { logger: { level: 'warn', stream } } });
  test.teardown(() => app.close());
  await app.ready();
  return { app, lines };
}

t.test('answers 504 when the time is over, aborts the signal, closes what is open once, and drops what comes late', async (t) => {
  const log: string[] = [];
  const transaction = dependency({}, async function* () {
    log.push('begin');
    try {
      yield 1;
      log.push('commit');
    } catch (error) {
      log.push(`roll back after ${(error as HttpError).code}`);
    }
  });
  let finish: (value: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (finish = resolve));

  @Controller('/')
  class SlowController {
    @Get('/', { response: Type.String(), responseHeaders: { 'x-needed': { schema: Type.String(), required: true } } })
    async read(@Depends(transaction) _transaction: number, @Depends(signal) signal: AbortSignal) {
      signal.addEventListener('abort', () => log.push((signal.reason as Error).name));
      const value = await late;
      log.push(`handler returns ${value}`);
      return value;
    }
  }
  const { app, lines } = await startApp(t, [SlowController]);
  const answer = await app.inject('/');
  t.match(answer.json(), { status: 504, code: 'timeout', detail: 'There was no answer within 60 ms.' });
  finish('too late');
  await new Promise(setImmediate);
  t.strictSame(log, ['begin', 'TimeoutError', 'roll back after timeout', 'handler returns too late']);
  t.strictSame(
    lines.map(({ level }) => level),
    [50],
  );
});

t.test('covers what signs callers in, closes what opens too late, and logs what fails later', async (t) => {
  const log: string[] = [];
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const slowUser = dependency({ token: security.bearer() }, async function* () {
    await opened;
    try {
      yield 'ada';
      log.push('closed after success');
    } catch {
      log.push('closed');
    }
  });
  const slowValue = dependency({}, async function* () {
    await opened;
    try {
      yield 1;
      log.push('closed after success');
    } catch {
      log.push('closed');
    }
  });

  @Controller('/')
  class SlowController {
    @Get('/user')
    user(@Depends(slowUser) user: string) {
      log.push('handler');
      return user;
    }

    @Get('/value')
    value(@Depends(slowValue) value: number) {
      log.push('handler');
      return value;
    }

    @Get('/fails')
    async fails() {
      await opened;
      throw new Error('too late');
    }
  }
  const { app, lines } = await startApp(t, [SlowController]);
  const answers = await Promise.all(['/user', '/value', '/fails'].map((url) => app.inject({ url, headers: { authorization: 'Bearer x' } })));
  t.strictSame(
    answers.map(({ statusCode }) => statusCode),
    [504, 504, 504],
  );
  open();
  while (log.length < 2 || !lines.some(({ level }) => level === 40)) await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame(log, ['closed', 'closed']);
  t.match(
    lines.filter(({ level }) => level === 40),
    [{ msg: 'A handler failed after its time was over' }],
  );
});

t.test('says 408 where it is the body that does not come', async (t) => {
  @Controller('/')
  class ItemsController {
    @Post('/')
    add(@Body(Type.Object({})) _item: object) {
      return 1;
    }
  }
  const { app } = await startApp(t, [ItemsController]);
  await app.listen({ port: 0 });
  const socket = connect((app.fastify.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{');
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  t.match(data.toString(), /^HTTP\/1\.1 408 Request Timeout\r\n/);
});

t.test('ends no stream that has begun, and nothing that is quick', async (t) => {
  @Controller('/')
  class QuickController {
    @Get('/stream', { response: EventStream(Type.Integer()) })
    async *stream() {
      yield 1;
      await new Promise((resolve) => setTimeout(resolve, 800));
      yield 2;
    }

    @Get('/quick')
    quick() {
      return 1;
    }
  }
  const { app } = await startApp(t, [QuickController], 500);
  t.match((await app.inject('/stream')).body, /data: 1\n[^]*data: 2\n/);
  t.equal((await app.inject('/quick')).statusCode, 200);
});

t.test('a hook of the host that answers, fails or goes on after the time is over does no harm, over HTTP/1.1 and HTTP/2', async (t) => {
  @Controller('/')
  class QuickController {
    @Post('/:how', { response: Type.String() })
    quick(@Path('how', Type.String()) how: string, @Body(Type.Object({})) _body: object): string {
      return how;
    }
  }
  for (const http2 of [false, true]) {
    let isDone = 0;
    const late = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      setImmediate(() => isDone++);
    };
    const app = createApp({
      controllers: [QuickController],
      timeout: 250,
      server: { logger: false, http2 },
      plugins: [
        (fastify) => {
          fastify.addHook('preHandler', async (request, reply) => {
            await late();
            if (request.url === '/answers') return reply.send('late');
            if (request.url === '/fails') throw new Error('late');
          });
          fastify.addHook('preHandler', (request, reply, done) => {
            if (request.url === '/twice') reply.send('once more');
            done();
          });
        },
      ],
    });
    t.teardown(() => app.close());
    const address = await app.listen({ port: 0 });
    const client = http2 ? new Http2Client(t, address) : undefined;
    const ask = async (path: string): Promise<readonly [number | undefined, string]> => {
      const headers = { 'content-type': 'application/json' };
      if (client !== undefined) {
        const { status, body } = await client.ask(path, { ':method': 'POST', ...headers }, '{}');
        return [status, body];
      }
      const response = await fetch(`${address}${path}`, { method: 'POST', headers, body: '{}' });
      return [response.status, await response.text()];
    };
    const paths = ['/answers', '/fails', '/goes-on', '/twice'];
    for (const [status, body] of await Promise.all(paths.map(ask))) t.match([status, JSON.parse(body)], [504, { code: 'timeout' }]);
    while (isDone < paths.length) await new Promise((resolve) => setTimeout(resolve, 5));
    t.equal((await ask('/goes-on'))[0], 504, 'the process lives');
  }
});
