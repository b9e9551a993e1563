import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { tracing } from '#src/index.js';

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly events: readonly { readonly name: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface OtlpRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly OtlpSpan[] }[] }[];
}

const PROGRAM = fileURLToPath(new URL('../fixtures/traced-program.js', import.meta.url));

t.test('a program sends its traces to whoever speaks OTLP', async (t) => {
  const spans: (OtlpSpan & { readonly scope: string })[] = [];
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as OtlpRequest;
      for (const { scopeSpans } of resourceSpans)
        for (const { scope, spans: told } of scopeSpans) spans.push(...told.map((span) => ({ ...span, scope: scope.name })));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  t.teardown(() => collector.close());
  const program = fork(PROGRAM, {
    silent: true,
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, OTEL_SERVICE_NAME: 'shop' },
  });
  t.teardown(() => program.kill('SIGKILL'));
  const [address] = (await once(program, 'message')) as [string];
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  t.equal(await (await fetch(`${address}/items/1`, { headers: { traceparent } })).text(), '"Pen"');
  t.equal((await fetch(`${address}/items/2`)).status, 500);
  program.send('end');
  await once(program, 'exit');

  const mine = spans.filter(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c');
  const [request, store, handler, count] = ['GET /items/:id', 'store', 'ItemsController.read', 'count'].map((name) => mine.find((span) => span.name === name));
  t.equal(mine.length, 4);
  t.match(request, {
    scope: 'typhoon',
    kind: 2,
    parentSpanId: 'b7ad6b7169203331',
    attributes: [{ key: 'http.request.method', value: { stringValue: 'GET' } }],
  });
  t.match(store, { parentSpanId: request?.spanId });
  t.match(handler, { parentSpanId: request?.spanId });
  t.match(count, { scope: 'shop', parentSpanId: handler?.spanId });
  const failed = spans.find(({ name, status }) => name === 'GET /items/:id' && status.code === 2);
  t.match(failed?.events, [{ name: 'exception' }]);
});

t.test('says at boot what is no option', async (t) => {
  t.throws(() => tracing({ incoming: 'follow' as never }), {
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /option 'tracing'.* 'incoming' expects 'continue', 'link' or 'ignore' but got the text 'follow'/,
  });
  t.throws(() => tracing({ handler: false } as never), { message: /'handler' is not known\. Write 'handlers'/ });
});

t.test('says at the start where nothing records', async (t) => {
  const program = fork(PROGRAM, ['without-sdk'], { silent: true });
  t.teardown(() => program.kill('SIGKILL'));
  let text = '';
  program.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(program, 'message');
  program.send('end');
  await once(program, 'close');
  t.match(text, /Traces are on, but nothing records them: register the SDK/);
});
