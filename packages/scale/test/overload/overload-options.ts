import t from 'tap';
import { findOverload, findOverloadMistake } from '#src/overload/overload-options.js';

t.test('finds what is over its limit, of the limits that are given', async (t) => {
  const load = { eventLoopDelay: 300, eventLoopUtilization: 0.99, heapUsed: 5, rss: 10 };
  t.equal(findOverload(load, { maxEventLoopDelay: 300, maxRss: 10 }), undefined);
  t.equal(findOverload(load, { maxEventLoopDelay: 299 }), 'eventLoopDelay is 300, and the limit 299');
  t.equal(findOverload(load, { maxEventLoopUtilization: 0.98, maxHeapUsed: 4 }), 'eventLoopUtilization is 0.99, and the limit 0.98');
});

t.test('says what is wrong with options', async (t) => {
  t.equal(findOverloadMistake({ maxEventLoopDelay: 500, retryAfter: 5 }), undefined);
  t.match(findOverloadMistake(true), /^expects limits/);
  t.match(findOverloadMistake({ retryAfter: 5 }), /^names no limit; add one of maxEventLoopDelay, maxEventLoopUtilization, maxHeapUsed, maxRss$/);
  t.match(findOverloadMistake({ maxHeapUsedBytes: 5 }), /^knows no 'maxHeapUsedBytes'; write one of/);
  t.match(findOverloadMistake({ maxEventLoopUtilization: 98 }), /a number above 0, up to 1, but got 98$/);
});
