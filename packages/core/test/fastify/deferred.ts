import t from 'tap';
import { createDeferred } from '#src/fastify/deferred.js';

t.test('is settled by others, and remembers that it was', async (t) => {
  const kept = createDeferred<number>();
  t.equal(kept.isSettled, false);
  kept.resolve(1);
  kept.reject(new Error('too late'));
  t.equal(kept.isSettled, true);
  t.equal(await kept.promise, 1);
  const broken = createDeferred<number>();
  broken.reject(new Error('broken'));
  t.equal(broken.isSettled, true);
  await t.rejects(broken.promise, { message: 'broken' });
});
