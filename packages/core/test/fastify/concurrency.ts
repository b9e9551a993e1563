import t from 'tap';
import { Controller, Get, Type, createApp } from '#src/index.js';
import type { ControllerOptions } from '#src/index.js';
import { Gate } from '#src/fastify/concurrency.js';

/** An application whose handlers end when they are told. */
async function startApp(test: Pick<typeof t, 'teardown'>, concurrency: Required<ControllerOptions>['concurrency']) {
  const running: (() => void)[] = [];
  const work = async () => new Promise<string>((resolve) => running.push(() => resolve('done')));

  @Controller('/', { concurrency, response: Type.String() })
  class WorkController {
    @Get('/one')
    async one() {
      return work();
    }

    @Get('/two')
    async two() {
      return work();
    }
  }
  const app = createApp({ controllers: [WorkController], server: { logger: false } });
  test.teardown(() => app.close());
  await app.ready();
  const until = async (count: number): Promise<void> => {
    while (running.length < count) await new Promise(setImmediate);
  };
  return { app, running, until };
}

t.test('refuses one more than may be under way, on whichever route of the level, with 503', async (t) => {
  const { app, running, until } = await startApp(t, 2);
  const answers = [app.inject('/one'), app.inject('/two')];
  await until(2);
  const refused = await app.inject('/one');
  t.match([refused.statusCode, refused.headers['retry-after'], refused.json()], [503, '1', { code: 'too_busy' }]);
  running.forEach((finish) => finish());
  for (const answer of answers) t.equal((await answer).statusCode, 200);
  const next = app.inject('/one');
  await until(3);
  running.at(-1)?.();
  t.equal((await next).statusCode, 200, 'there is room again');
});

t.test('lets some wait for their turn, as long as it says', async (t) => {
  const { app, running, until } = await startApp(t, { max: 1, queue: 1, queueTimeout: 50 });
  const first = app.inject('/one');
  await until(1);
  const second = app.inject('/two');
  t.equal((await second).statusCode, 503, 'waited in vain');
  const third = app.inject('/two');
  await new Promise(setImmediate);
  t.equal((await app.inject('/two')).statusCode, 503, 'nobody else may wait');
  running[0]?.();
  await until(2);
  running[1]?.();
  t.strictSame([(await first).statusCode, (await third).statusCode], [200, 200]);
});

t.test('lets in by the order of coming, and forgets who has left', async (t) => {
  const gate = new Gate({ max: 1, queue: 3, queueTimeout: 60_000 });
  const log: string[] = [];
  gate.enter(() => log.push('a'));
  const leave = gate.enter(() => log.push('b'));
  gate.enter(() => log.push('c'));
  leave();
  gate.leave();
  t.strictSame(log, ['a', 'c']);
  gate.leave();
  gate.enter(() => log.push('d'));
  t.strictSame(log, ['a', 'c', 'd']);
  gate.leave();
});
