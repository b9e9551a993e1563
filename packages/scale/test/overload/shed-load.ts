import { Controller, Get, createApp } from '@typhoon/core';
import t from 'tap';
import { shedLoad } from '#src/index.js';

@Controller('/')
class ItemsController {
  @Get('/')
  list() {
    return 'items';
  }

  @Get('/health', { fastify: { config: { overload: false } } })
  health() {
    return 'well';
  }
}

t.test('refuses while the event loop is late, answers probes, takes requests again, and logs each once', async (t) => {
  const lines: { level: number; msg: string }[] = [];
  const stream = { write: (line: string) => lines.push(JSON.parse(line) as { level: number; msg: string }) };
  const app = createApp({
    controllers: [ItemsController],
    plugins: [shedLoad({ maxEventLoopDelay: 100, interval: 30, retryAfter: 3 })],
    server: { logger: { level: 'info', stream } },
  });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).statusCode, 200);
  const ask = async (status: number) => {
    for (;;) {
      const answer = await app.inject('/');
      if (answer.statusCode === status) return answer;
      // A timer that holds the process, as sockets would.
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (status === 503) for (const until = performance.now() + 400; performance.now() < until;);
    }
  };
  const refused = await ask(503);
  t.match([refused.headers['retry-after'], refused.json()], ['3', { code: 'overloaded', title: 'Too much to do' }]);
  t.equal((await app.inject('/health')).statusCode, 200);
  await ask(200);
  const said = lines.filter(({ msg }) => msg.startsWith('Requests'));
  t.strictSame(
    said.slice(0, 2).map(({ level, msg }) => [level, msg.slice(0, 21)]),
    [
      [40, 'Requests are refused:'],
      [30, 'Requests are taken ag'],
    ],
  );
  t.strictSame(
    lines.filter(({ level }) => level >= 50),
    [],
  );
});

t.test('what becomes garbage while all are refused is collected, and requests are taken again', async (t) => {
  const limit = process.memoryUsage().heapUsed + 60_000_000;
  const said: string[] = [];
  const stream = { write: (line: string) => said.push((JSON.parse(line) as { msg: string }).msg) };
  const app = createApp({
    controllers: [ItemsController],
    plugins: [shedLoad({ maxHeapUsed: limit, interval: 20, retryAfter: 1 })],
    server: { logger: { level: 'info', stream } },
  });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).statusCode, 200);
  const sees = async (text: string, wait: () => void): Promise<void> => {
    while (!said.some((line) => line.startsWith(text))) {
      wait();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const held: unknown[] = [];
  await sees('Requests are refused: heapUsed', () => held.push(Array.from({ length: 20_000 }, (_, index) => ({ index }))));
  t.equal((await app.inject('/')).statusCode, 503);
  held.length = 0;
  // Nobody asks, so that nothing makes V8 collect by itself.
  await sees('Requests are taken again', () => undefined);
  t.equal((await app.inject('/')).statusCode, 200);
});
