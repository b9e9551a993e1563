import t from 'tap';
import { beforeAbort, createDeadline, joinSignals, sleep } from '#src/runtime/deadline.js';

t.test('aborts in time, unless it is cleared', async (t) => {
  const [short, cleared] = [createDeadline(undefined, 5), createDeadline(undefined, 5)];
  clearTimeout(cleared.timer);
  await new Promise((resolve) => short.signal.addEventListener('abort', resolve));
  t.equal((short.signal.reason as Error).name, 'TimeoutError');
  await sleep(20, new AbortController().signal);
  t.equal(cleared.signal.aborted, false);
});

t.test('has no end where there is no time', async (t) => {
  for (const timeout of [0, Infinity]) t.equal(createDeadline(undefined, timeout).at, Infinity);
});

t.test("aborts with the caller's signal", async (t) => {
  const caller = new AbortController();
  const { signal } = createDeadline(caller.signal, 0);
  caller.abort('enough');
  t.equal(signal.reason, 'enough');
});

t.test('wakes up when the signal aborts, also before it fell asleep', async (t) => {
  const [caller, mine] = [new AbortController(), new AbortController()];
  const asleep = sleep(1e9, joinSignals(caller.signal, mine));
  caller.abort();
  await asleep;
  await sleep(1e9, caller.signal);
  t.equal(mine.signal.aborted, false);
});

t.test('waits for what comes, until the signal aborts', async (t) => {
  const caller = new AbortController();
  t.equal(await beforeAbort(Promise.resolve(1), caller.signal), 1);
  const never = beforeAbort(new Promise(() => undefined), caller.signal);
  caller.abort(new Error('enough'));
  await t.rejects(never, { message: 'enough' });
  await t.rejects(beforeAbort(new Promise(() => undefined), caller.signal), { message: 'enough' });
});
