import t from 'tap';
import * as observability from '@typhoon/observability';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = ['health', 'metrics', 'metricsEndpoint', 'readiness', 'tracing'];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(observability).sort(), PUBLIC.toSorted());
});
