// Runs in a process of its own: it registers an SDK of OpenTelemetry, which holds for the process.
import { trace } from '@opentelemetry/api';
import t from 'tap';

t.test('spans are recorded once it is imported', async (t) => {
  t.equal(trace.getTracer('shop').startSpan('before').isRecording(), false);
  const { provider } = await import('#src/observability/telemetry.js');
  t.teardown(() => provider.shutdown());
  t.equal(trace.getTracer('shop').startSpan('after').isRecording(), true);
});
