import t from 'tap';
import { UpstreamCounts } from '#src/upstream-counts.js';
import { UpstreamFailed, UpstreamTimeout, UpstreamUnavailable } from '#src/upstream-errors.js';

t.test('Calls are counted by status, or by what came instead', (t) => {
  const counts = new UpstreamCounts();
  for (const error of [new UpstreamFailed(), new UpstreamTimeout(), new UpstreamUnavailable(), new DOMException('', 'AbortError'), new UpstreamFailed()])
    counts.addFailure(error);
  counts.add('200');
  t.strictSame(Object.fromEntries(counts.calls), { failed: 2, timeout: 1, unavailable: 1, aborted: 1, '200': 1 });
  t.end();
});
