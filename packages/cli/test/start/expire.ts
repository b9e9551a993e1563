import t from 'tap';
import { expire } from '#src/start/expire.js';

t.test('resolves with false', async (t) => {
  const alive = setTimeout(() => undefined, 60_000);
  t.teardown(() => clearTimeout(alive));
  t.equal(await expire(1), false);
});
