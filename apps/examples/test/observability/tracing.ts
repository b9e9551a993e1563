// Runs in a process of its own: it registers an SDK of OpenTelemetry, which holds for the process.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import t from 'tap';
import { isShownJson, isShownText } from '../fixtures/shown.js';

interface Span {
  readonly spanId: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
}

interface Sent {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

t.test('a collector is told the request, and what stood in it', async (t) => {
  const spans: Span[] = [];
  const collector = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(text) as Sent;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  t.teardown(() => collector.close());
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const { app } = await import('#src/observability/tracing.js');
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  t.equal((await app.inject({ url: '/items/pen/price', headers: { traceparent } })).json(), 2);
  await app.backgroundIdle();
  await app.close();
  t.strictSame([...new Set(spans.map(({ traceId }) => traceId))], ['0af7651916cd43dd8448eb211c80319c']);
  isShownText(t, 'tracing/spans', toTree(spans, 'b7ad6b7169203331'));
});

/** The same application, asked once: its log is what it writes to the standard output. */
const ASK = `
  const { app } = await import('#src/observability/tracing.js');
  await app.inject({ url: '/items/pen/price', headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } });
  await app.backgroundIdle();
`;

t.test('a line of the log says which trace and span it belongs to', async (t) => {
  // Nobody collects the spans, and nobody waits for that.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${ASK} process.exit();`]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  const { time, pid, hostname, span_id, ...rest } = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find(({ msg }) => msg === 'asked for a price')!;
  t.match({ time, pid, hostname, span_id }, { time: Number, pid: Number, hostname: String, span_id: /^[0-9a-f]{16}$/ });
  const { level, reqId, trace_id, ...others } = rest;
  isShownJson(t, 'tracing/line', { level, time: 1783123200000, pid: 1, hostname: 'api', reqId, trace_id, span_id: '835bdb9be3334043', ...others });
});

function toTree(spans: readonly Span[], parent: string, indent = ''): string {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .sort((left, right) => Number(BigInt(left.startTimeUnixNano) - BigInt(right.startTimeUnixNano)))
    .map(({ name, spanId }) => `${indent}${name}\n${toTree(spans, spanId, `${indent}  `)}`)
    .join('');
}
