import t from 'tap';
import { Controller, Depends, Get, dependency } from '#src/index.js';
import { Runtime } from '#src/runtime.js';

const clock = dependency({}, () => 1, { name: 'clock' });
const settings = dependency({}, () => ({ greeting: 'hello' }), { name: 'settings', lifetime: 'singleton' });

@Controller('/time')
class TimeController {
  @Get('/')
  read(@Depends(clock) now: number, @Depends(settings) { greeting }: { greeting: string }) {
    return { now, greeting };
  }
}

t.test('describes controllers without starting anything', async (t) => {
  const runtime = new Runtime({ controllers: [TimeController], prefix: '/v1' }, { place: 'the test', router: {} });
  t.match(runtime.routes, [{ method: 'GET', path: { openapi: '/v1/time' }, handler: 'read' }]);
  t.equal(runtime.envelope, 'problem');
  t.throws(() => runtime.container.read(TimeController), { code: 'TYPHOON_ERR_APP_STATE' });
});

t.test('starts once, whoever asks, and closes what it built', async (t) => {
  const log: string[] = [];
  const pool = dependency(
    {},
    function* () {
      log.push('open');
      yield 'pool';
      log.push('closed');
    },
    { name: 'pool', lifetime: 'singleton' },
  );
  @Controller('/')
  class PoolController {
    @Get('/')
    read(@Depends(pool) name: string) {
      return { name };
    }
  }
  const runtime = new Runtime({ controllers: [PoolController] }, { place: 'the test', router: {} });
  await Promise.all([runtime.start(), runtime.start()]);
  t.strictSame(log, ['open']);
  await runtime.stop();
  t.strictSame(log, ['open', 'closed']);
});

t.test('an override replaces a value until it is put back', async (t) => {
  const runtime = new Runtime({ controllers: [TimeController] }, { place: 'the test', router: {} });
  const frozen = dependency({}, () => 42, { name: 'frozen' });
  const restore = runtime.override(clock, frozen);
  t.equal(await runtime.run(clock, (value) => value), 42);
  restore();
  t.equal(await runtime.run(clock, (value) => value), 1);
});

t.test('a singleton cannot be replaced once others hold it', async (t) => {
  const runtime = new Runtime({ controllers: [TimeController] }, { place: 'the test', router: {} });
  await runtime.start();
  t.throws(
    () =>
      runtime.override(
        settings,
        dependency({}, () => ({ greeting: 'bye' }), { lifetime: 'singleton' }),
      ),
    { code: 'TYPHOON_ERR_APP_STATE' },
  );
  await runtime.stop();
});
