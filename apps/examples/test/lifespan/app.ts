import t from 'tap';
import { app, log } from '#src/lifespan/app.js';

t.test('starts before the first request, and stops in reverse', async (t) => {
  t.equal((await app.inject('/cache')).json(), 1);
  await app.close();
  t.strictSame(log, ['started', 'stopping', 'cache closed']);
});
