import t from 'tap';
import { LIMIT_RULES, mergeLimits } from '#src/limits.js';

t.test('takes each limit from the nearest level that names it, and else a safe one', async (t) => {
  const limits = mergeLimits({ maxMessageSize: 10, pingInterval: 5 }, { maxMessageSize: 20, other: 1 } as object);
  t.match(limits, { maxMessageSize: 20, pingInterval: 5, messagesPerSecond: 100, slowReader: 'wait', origins: [] });
  t.notOk('other' in limits);
});

t.test('has a rule for each limit', async (t) => {
  t.strictSame(Object.keys(LIMIT_RULES).sort(), Object.keys(mergeLimits()).sort());
  const rows = [
    ['maxMessageSize', 1, true],
    ['maxMessageSize', 0, false],
    ['idleTimeout', Infinity, true],
    ['slowReader', 'close', true],
    ['slowReader', 'panic', false],
    ['origins', '*', true],
    ['origins', ['https://app.example'], true],
    ['origins', ['app.example'], false],
  ] as const;
  for (const [name, value, want] of rows) t.strictSame(LIMIT_RULES[name].accepts(value), want, `${name}: ${String(value)}`);
});
