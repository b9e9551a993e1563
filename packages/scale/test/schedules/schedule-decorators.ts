import { Depends, createApp, dependency } from '@typhoon/core';
import t from 'tap';
import { Cron, Every, Schedules } from '#src/index.js';

t.test('a method is called with its dependencies, once it is decorated and its class listed', async (t) => {
  const seen: unknown[] = [];
  const clock = dependency({}, () => 7, { name: 'clock' });
  class Jobs {
    readonly #name = 'jobs';
    @Every('1h')
    sweep(@Depends(clock) now: number) {
      seen.push([this.#name, now]);
    }
    @Cron('0 4 * * *', { name: 'nightly' })
    async nightly() {
      await Promise.resolve();
    }
  }
  const service = new Schedules([Jobs]);
  const app = await createApp({ controllers: [], works: [service.kind], server: { logger: false } }).ready();
  t.teardown(() => app.close());
  await service.run(Jobs, 'sweep');
  t.strictSame(seen, [['jobs', 7]]);
  t.strictSame(
    service.list().map(({ name, text }) => [name, text]),
    [
      ['Jobs.sweep', 'every 1h'],
      ['nightly', '0 4 * * *'],
    ],
  );
  class Wrong {
    // @ts-expect-error a schedule is a method
    @Every('1h')
    readonly size = 1;
  }
  t.ok(Wrong);
});
