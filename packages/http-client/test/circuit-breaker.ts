import t from 'tap';
import { CircuitBreaker } from '#src/circuit-breaker.js';
import type { CallOutcome } from '#src/circuit-breaker.js';

/** A breaker of 4 calls in 10 s, half of which fail, with a clock of its own. */
function create() {
  const clock = { now: 1_000_000 };
  const breaker = new CircuitBreaker({ window: 10_000, minimum: 4, ratio: 0.5, pause: 5_000 }, () => clock.now);
  const call = (...outcomes: CallOutcome[]): (boolean | undefined)[] => outcomes.map((outcome) => breaker.enter()?.(outcome));
  return { clock, breaker, call };
}

t.test('It opens when enough calls have failed, and lets none pass', (t) => {
  const { breaker, call, clock } = create();
  t.strictSame(call('success', 'failure', 'success', undefined), [false, false, false, false]);
  t.equal(breaker.state, 'closed');
  t.strictSame(call('failure', 'failure'), [true, undefined]);
  t.strictSame([breaker.state, breaker.wait], ['open', 5_000]);
  clock.now += 2_000;
  t.equal(breaker.wait, 3_000);
  t.end();
});

t.test('After the pause a single call sees whether it is well again', (t) => {
  const { breaker, call, clock } = create();
  const slow = breaker.enter();
  call('failure', 'failure', 'failure', 'failure');
  clock.now += 5_000;
  t.equal(breaker.state, 'half-open');
  const probe = breaker.enter();
  t.equal(breaker.enter(), undefined);
  t.equal(slow?.('success'), false);
  t.equal(breaker.state, 'half-open', 'a call of before says nothing');
  t.equal(probe?.('failure'), true);
  t.strictSame([breaker.state, breaker.wait], ['open', 5_000]);
  clock.now += 5_000;
  t.strictSame(call(undefined, 'success'), [false, false]);
  t.strictSame([breaker.state, breaker.wait], ['closed', 0]);
  t.strictSame(call('failure', 'failure', 'failure'), [false, false, false], 'it begins anew');
  t.end();
});

t.test('Failures of long ago are forgotten', (t) => {
  const { breaker, call, clock } = create();
  call('failure', 'failure', 'failure');
  clock.now += 5_000;
  call('success');
  clock.now += 5_000;
  t.strictSame(call('failure', 'success', 'failure'), [false, false, true], 'those of the last window count');
  const other = create();
  other.call('failure', 'failure', 'failure');
  other.clock.now += 60_000;
  t.strictSame(other.call('failure'), [false]);
  t.equal(breaker.state, 'open');
  t.end();
});
