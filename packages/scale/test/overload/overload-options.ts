import t from 'tap';
import { findOverload } from '#src/overload/overload-options.js';
import { shedLoad } from '#src/overload/shed-load.js';

t.test('finds what is over its limit, of the limits that are given', async (t) => {
  const load = { eventLoopDelay: 300, eventLoopUtilization: 0.99, heapUsed: 5, rss: 10 };
  t.equal(findOverload(load, { maxEventLoopDelay: 300, maxRss: 10 }), undefined);
  t.equal(findOverload(load, { maxEventLoopDelay: 299 }), 'eventLoopDelay is 300, and the limit 299');
  t.equal(findOverload(load, { maxEventLoopUtilization: 0.98, maxHeapUsed: 4 }), 'eventLoopUtilization is 0.99, and the limit 0.98');
});

t.test('says what is wrong with options', (t) => {
  const noLimit = /option 'overload': there is no limit\. Give one or more of 'maxEventLoopDelay', 'maxEventLoopUtilization', 'maxHeapUsed', 'maxRss'\./;
  const rows = [
    [true, noLimit],
    [null, noLimit],
    [{ retryAfter: 5 }, noLimit],
    [{ maxRss: undefined }, noLimit],
    [{ maxRSS: 5 }, /'maxRSS' is not known\. Write 'maxRss'\./],
    [{ maxHeapUsedBytes: 5 }, /'maxHeapUsedBytes' is not known\. There are 'maxEventLoopDelay', /],
    [{ maxEventLoopUtilization: 98 }, /'maxEventLoopUtilization' expects a number above 0, up to 1 but got the number '98'\./],
    [{ maxRss: 1, interval: '1s' }, /'interval' expects a number above 0 but got the text '1s'\./],
  ] as const;
  for (const [options, message] of rows) t.throws(() => shedLoad(options as never), { name: 'BootError', code: 'TYPHOON_ERR_APP_OPTIONS', message });
  t.doesNotThrow(() => shedLoad({ maxEventLoopDelay: 500, retryAfter: 5 }));
  t.end();
});
