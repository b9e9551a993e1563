import t from 'tap';
import { Deadline } from '#src/deadline.js';

const REASON = new Error('late');

t.test('It aborts when the time is over, unless the clock was stopped', async (t) => {
  const deadline = new Deadline(5, () => REASON, []);
  const stopped = new Deadline(5, () => REASON, []);
  stopped.stopClock();
  await new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
  t.strictSame([deadline.signal.reason, deadline.left, stopped.signal.aborted], [REASON, 0, false]);
});

t.test('It aborts with another signal, and no more when it is done', (t) => {
  const parent = new AbortController();
  const done = new Deadline(Infinity, () => REASON, [parent.signal]);
  const open = new Deadline(Infinity, () => REASON, [parent.signal]);
  done[Symbol.dispose]();
  parent.abort('left');
  t.strictSame([done.signal.aborted, open.signal.reason, open.left], [false, 'left', Infinity]);
  t.equal(new Deadline(Infinity, () => REASON, [parent.signal]).signal.reason, 'left');
  t.end();
});
