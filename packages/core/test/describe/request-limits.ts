import t from 'tap';
import { Controller, Get, RequestTimeout, TooBusy, createApp, mount } from '#src/index.js';
import { isConcurrencyOption, isTimeLimit } from '#src/describe/request-limits.js';

t.test('knows what is a time, and how many is', async (t) => {
  for (const value of ['2s', '500ms', 1, 2 ** 31 - 1, false]) t.ok(isTimeLimit(value), String(value));
  for (const value of ['2x', 0, -1, '0s', 2 ** 31, '30d', true, null, NaN]) t.notOk(isTimeLimit(value), String(value));
  for (const value of [1, false, { max: 2 }, { max: 2, queue: 0, queueTimeout: '1s' }]) t.ok(isConcurrencyOption(value), JSON.stringify(value));
  for (const value of [0, 1.5, '2', true, null, {}, { max: 0 }, { max: 1, queue: -1 }, { max: 1, queueTimeout: false }, { max: 1, line: 2 }])
    t.notOk(isConcurrencyOption(value), JSON.stringify(value));
});

t.test('the nearest level says of each limit; what it may answer is documented', async (t) => {
  @Controller('/', { timeout: '2s', concurrency: { max: 3, queue: 4 } })
  class ItemsController {
    @Get('/one')
    one() {
      return 1;
    }

    @Get('/two', { timeout: 500, concurrency: false })
    two() {
      return 2;
    }

    @Get('/three', { timeout: false })
    three() {
      return 3;
    }
  }
  const { routes } = createApp({ controllers: [mount('/a', [ItemsController])], timeout: '9s', concurrency: 100, server: { logger: false } });
  const [one, two, three] = routes;
  t.match(
    routes.map(({ policy }) => [policy.timeout, policy.concurrency]),
    [
      [2_000, { max: 3, queue: 4, queueTimeout: 5_000 }],
      [500, undefined],
      [undefined, { max: 3 }],
    ],
  );
  t.equal(one?.policy.concurrency?.counted, three?.policy.concurrency?.counted, 'what is written once is counted once');
  t.strictSame([one?.throws, two?.throws, three?.throws], [[TooBusy, RequestTimeout], [RequestTimeout], [TooBusy]]);
});

t.test('says at boot what is no limit', async (t) => {
  t.throws(() => createApp({ controllers: [], timeout: '2 s', concurrency: 0 }), {
    message: /the option 'timeout' expects a time from 1 ms on, '2s', or false but got .*the option 'concurrency' expects how many, 10, or/s,
  });
});
