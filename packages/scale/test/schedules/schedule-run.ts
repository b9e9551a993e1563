import { Depends, background, createApp, log, signal } from '@typhoon/core';
import type { Background } from '@typhoon/core';
import type { FastifyBaseLogger } from 'fastify';
import t from 'tap';
import { Every, Schedules } from '#src/index.js';

t.test('a run has a log and a signal of its own', async (t) => {
  const seen: unknown[] = [];
  class Jobs {
    @Every('1h')
    work(@Depends(log) log: FastifyBaseLogger, @Depends(signal) signal: AbortSignal) {
      seen.push((log as FastifyBaseLogger & { bindings: () => object }).bindings(), signal.aborted);
    }
  }
  const schedules = new Schedules([Jobs]);
  const app = await createApp({ controllers: [], works: [schedules.kind], server: { logger: { level: 'silent' } } }).ready();
  t.teardown(() => app.close());
  await schedules.run(Jobs, 'work');
  t.match(seen, [{ schedule: 'Jobs.work' }, false]);
});

t.test('what else is of a request is a mistake of the boot', async (t) => {
  class Jobs {
    @Every('1h')
    work(@Depends(background) _background: Background) {}
  }
  t.throws(() => createApp({ controllers: [], works: [new Schedules([Jobs]).kind] }), {
    code: 'TYPHOON_ERR_DEP_LIFETIME',
    message: /Jobs\.work: needs 'background' of a request, and schedules have none/,
  });
});
