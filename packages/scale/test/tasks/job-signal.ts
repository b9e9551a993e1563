import { getEventListeners } from 'node:events';
import t from 'tap';
import { JobSignal } from '#src/tasks/job-signal.js';

t.test('aborts with its worker, or by itself, whenever it is asked for', (t) => {
  const worker = new AbortController();
  const [first, second, late] = [new JobSignal(worker.signal), new JobSignal(worker.signal), new JobSignal(worker.signal)];
  t.equal(first.signal, first.signal);
  first.abort('its time has passed');
  late.abort('before anybody asked');
  t.strictSame([first.signal.reason, late.signal.reason, second.signal.aborted], ['its time has passed', 'before anybody asked', false]);
  worker.abort('the worker ends');
  t.strictSame(
    [second.signal.reason, new JobSignal(worker.signal).signal.reason, first.signal.reason],
    ['the worker ends', 'the worker ends', 'its time has passed'],
  );
  t.end();
});

t.test('leaves nothing at its worker', (t) => {
  const worker = new AbortController();
  const mine = new JobSignal(worker.signal);
  t.equal(getEventListeners(worker.signal, 'abort').length, 0, 'nobody has asked');
  t.ok(mine.signal);
  t.equal(getEventListeners(worker.signal, 'abort').length, 1);
  mine.release();
  t.equal(getEventListeners(worker.signal, 'abort').length, 0);
  t.end();
});
