import t from 'tap';
import { Cleanup, Rates, Sessions, app } from '#src/schedules/cleanup.js';

t.teardown(() => app.close());

// #region test
t.test('deletes what nobody has used for a day', async (t) => {
  await app.ready();
  await app.schedules.run(Cleanup, 'sweep');
  await app.run(Sessions, (sessions) => t.strictSame([...sessions.all.keys()], []));
});
// #endregion test

t.test('refreshes what is held in memory', async (t) => {
  await app.schedules.run(Rates, 'refresh');
  await app.run(Rates, (rates) => t.strictSame(rates.current, { EUR: 1.1 }));
  t.strictSame(
    app.schedules.list().map(({ name }) => name),
    ['Cleanup.sweep', 'Rates.refresh'],
  );
});
