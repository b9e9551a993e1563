import t from 'tap';
import { beforeAbort, sleep } from '#src/runtime/deadline.js';

t.test('wakes up when the signal aborts, also before it fell asleep', async () => {
  const caller = new AbortController();
  const asleep = sleep(1e9, caller.signal);
  caller.abort();
  await asleep;
  await sleep(1e9, caller.signal);
});

t.test('waits for what comes, until the signal aborts', async (t) => {
  const caller = new AbortController();
  t.equal(await beforeAbort(Promise.resolve(1), caller.signal), 1);
  const never = beforeAbort(new Promise(() => undefined), caller.signal);
  caller.abort(new Error('enough'));
  await t.rejects(never, { message: 'enough' });
  await t.rejects(beforeAbort(new Promise(() => undefined), caller.signal), { message: 'enough' });
});
