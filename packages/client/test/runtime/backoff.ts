import t from 'tap';
import { ApiError } from '#src/runtime/api-error.js';
import { TRANSIENT, isTransient, toReconnectPolicy, toRetryPolicy, toWait } from '#src/runtime/backoff.js';
import { SocketError } from '#src/runtime/socket-error.js';
import { TransportError } from '#src/runtime/transport-error.js';

const none = new Headers();

t.test('fills the gaps of a policy', async (t) => {
  const usual = { delay: 300, maxDelay: 20_000, statuses: TRANSIENT };
  t.strictSame(toRetryPolicy({ delay: 5 }), { ...usual, count: 2, delay: 5 });
  t.strictSame(toRetryPolicy({}), { ...usual, count: 2 });
  t.strictSame(toRetryPolicy(5), { ...usual, count: 5 });
  t.strictSame(toRetryPolicy(false), { ...usual, count: 0 });
});

t.test('waits at random between nothing and a bound that doubles', async (t) => {
  for (const [attempt, bound] of [
    [0, 100],
    [1, 200],
    [3, 800],
    [9, 1000],
  ] as const) {
    const waits = Array.from({ length: 200 }, () => toWait(attempt, { delay: 100, maxDelay: 1000 }));
    t.ok(
      waits.every((wait) => wait >= 0 && wait < bound),
      String(attempt),
    );
    t.ok(Math.max(...waits) - Math.min(...waits) > bound / 4, 'spread');
  }
});

t.test('waits at least as long as a server asks for, and longer each time', async (t) => {
  const policy = { delay: 1, maxDelay: 1000 };
  t.strictSame(
    [0, 1, 2, 9].map((attempt) => toWait(attempt, policy, undefined, 300)),
    [300, 600, 1000, 1000],
  );
  t.equal(toWait(3, policy, none, 5000), 5000);
});

t.test('makes connections again as often as is said, or not at all', async (t) => {
  t.strictSame(toReconnectPolicy(true), { attempts: Infinity, delay: 1000, maxDelay: 30_000 });
  t.match(toReconnectPolicy({ attempts: 3, delay: 5 }), { attempts: 3, delay: 5, maxDelay: 30_000 });
  for (const no of [false, undefined]) t.match(toReconnectPolicy(no), { attempts: 0 });
});

t.test('reads Retry-After as seconds or as a date', async (t) => {
  const policy = { delay: 1, maxDelay: 1 };
  const of = (value: string, asked?: number) => toWait(0, policy, new Headers({ 'retry-after': value }), asked);
  t.equal(of('3'), 3000);
  t.equal(of('3', 1), 3000, 'before what else was asked for');
  // At once: what has passed is no time to wait for.
  for (const value of ['0', new Date(0).toUTCString()]) t.ok(of(value) <= 0, value);
  const inAMinute = of(new Date(Date.now() + 60_000).toUTCString());
  t.ok(inAMinute > 55_000 && inAMinute <= 60_000);
  for (const value of ['soon', '-1', '1.5x']) t.ok(of(value) < 1, value);
  t.equal(toWait(0, policy, none, 7), 7);
});

t.test('takes for passing what a server may answer otherwise soon', async (t) => {
  const request = { operation: 'a', method: 'GET', url: '' };
  const answered = (status: number) => new ApiError({ kind: 'undeclared', status, code: undefined, body: undefined, headers: none, request });
  t.strictSame(
    [408, 429, 502, 503, 504].map((status) => isTransient(answered(status))),
    [true, true, true, true, true],
  );
  t.strictSame(
    [400, 401, 404, 500, 501].map((status) => isTransient(answered(status))),
    [false, false, false, false, false],
  );
  t.strictSame(
    (['network', 'timeout', 'aborted', 'undecodable'] as const).map((kind) => isTransient(new TransportError(kind, request))),
    [true, true, false, false],
  );
  t.strictSame(
    [1001, 1006, 1012, 1013, 4503, 1008, 1011, 4404].map((code) => isTransient(new SocketError('a', code, ''))),
    [true, true, true, true, true, false, false, false],
  );
  t.equal(isTransient(new TypeError('ours')), false);
});
