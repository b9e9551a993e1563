// Runs in a process of its own: it registers an SDK of OpenTelemetry, which holds for the process.
import { once } from 'node:events';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';
import { WebSocket as Client } from 'ws';
import { createApp } from '#src/app.js';
import type { ApplicationOptions } from '#src/app.js';
import { Controller, Depends, Every, Path, Post, Task, Type, WebSocket, dependency, log, tasks, tasksOf } from '#src/index.js';
import type { Job, Socket, Tasks } from '#src/index.js';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();

type Log = Job['log'];

const printer = dependency({}, async () => Promise.resolve('printer'), { name: 'printer' });

class Reports {
  @Task('reports.build', { input: Type.Integer(), retries: 0 })
  build(year: number, job: Job, @Depends(printer) printer: string) {
    job.log.info(`${year} by the ${printer}`);
    if (year < 2000) throw new Error('no paper');
  }

  @Every('1h')
  sweep(@Depends(log) log: Log) {
    log.info('swept');
  }
}
const reports = tasksOf(Reports);

@Controller('/')
class ReportsController {
  @Post('/reports/:year', { status: 202, response: Type.String() })
  async start(@Path('year', Type.Integer()) year: number, @Depends(tasks) tasks: Tasks) {
    return (await tasks.send(reports.build, year)).id;
  }

  @WebSocket('/echo', { receive: Type.String(), send: Type.String() })
  async echo(socket: Socket<string, string>) {
    for await (const text of socket) await socket.send(text);
  }
}

function start(test: Pick<typeof t, 'teardown'>, options: Partial<ApplicationOptions> = {}) {
  exporter.reset();
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const app = createApp({
    title: 'Reports',
    version: '1',
    controllers: [ReportsController],
    tasks: [Reports],
    schedules: [Reports],
    tracing: true,
    metrics: true,
    server: { logger: { level: 'info', stream } },
    ...options,
  });
  test.teardown(() => app.close());
  return { app, lines };
}

const named = (name: string): ReadableSpan | undefined => exporter.getFinishedSpans().find((span) => span.name === name);

async function untilSpan(name: string): Promise<ReadableSpan> {
  for (;;) {
    const found = named(name);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const idOf = (span: ReadableSpan): string => span.spanContext().spanId;
const traceOf = (span: ReadableSpan): string => span.spanContext().traceId;

t.test('health, metrics and documents are not traced', async (t) => {
  const { app } = start(t);
  for (const path of ['/healthz', '/readyz', '/metrics', '/docs', '/openapi.json']) t.equal((await app.inject(path)).statusCode, 200, path);
  await new Promise((resolve) => setImmediate(resolve));
  t.strictSame(exporter.getFinishedSpans(), []);
});

t.test('a task is done in the trace of the request that has sent it', async (t) => {
  const { app, lines } = start(t);
  t.equal((await app.inject({ method: 'POST', url: '/reports/2026' })).statusCode, 202);
  await app.backgroundIdle();
  const request = await untilSpan('POST /reports/:year');
  const [sent, done] = [await untilSpan('send reports.build'), await untilSpan('process reports.build')];
  t.equal(sent.parentSpanContext?.spanId, idOf(await untilSpan('ReportsController.start')));
  t.strictSame([done.parentSpanContext?.spanId, traceOf(done)], [idOf(sent), traceOf(request)]);
  t.strictSame([sent.kind, done.kind], [SpanKind.PRODUCER, SpanKind.CONSUMER]);
  t.match(done.attributes, { 'messaging.destination.name': 'reports.build', 'messaging.operation.type': 'process', 'typhoon.task.attempt': 1 });
  t.equal(done.attributes['messaging.message.id'], sent.attributes['messaging.message.id']);
  t.equal((await untilSpan('printer')).parentSpanContext?.spanId, idOf(done), 'its dependencies stand in it');
  const line = lines.find(({ msg }) => msg === '2026 by the printer');
  t.match(line, { trace_id: traceOf(done), span_id: idOf(done), task: 'reports.build' });
});

t.test('a task that fails says why, in its span and in the log', async (t) => {
  const { app, lines } = start(t);
  await app.inject({ method: 'POST', url: '/reports/1999' });
  await app.backgroundIdle();
  const done = await untilSpan('process reports.build');
  t.match(done.status, { code: SpanStatusCode.ERROR, message: 'no paper' });
  t.match(done.events, [{ name: 'exception', attributes: { 'exception.message': 'no paper' } }]);
  t.equal((await untilSpan('POST /reports/:year')).status.code, SpanStatusCode.UNSET);
  t.match(
    lines.find(({ msg }) => String(msg).startsWith('A task failed for good')),
    { trace_id: traceOf(done) },
  );
});

t.test('a schedule begins a trace of its own', async (t) => {
  const { app, lines } = start(t);
  await app.ready();
  await app.schedules.run(Reports, 'sweep');
  const span = await untilSpan('Reports.sweep');
  t.equal(span.parentSpanContext, undefined);
  t.match(
    lines.find(({ msg }) => msg === 'swept'),
    { trace_id: traceOf(span), schedule: 'Reports.sweep' },
  );
});

t.test('a socket has a span until it closes, with that of its handler; one that is refused has its status', async (t) => {
  const { app } = start(t);
  const address = await app.listen({ port: 0 });
  const client = new Client(`${address.replace('http', 'ws')}/echo`);
  await once(client, 'open');
  client.send('"a"');
  await once(client, 'message');
  t.equal(named('GET /echo'), undefined, 'it is open');
  client.close();
  const span = await untilSpan('GET /echo');
  t.match([span.kind, span.attributes['http.response.status_code'], span.status.code], [SpanKind.SERVER, 101, SpanStatusCode.UNSET]);
  t.equal((await untilSpan('ReportsController.echo')).parentSpanContext?.spanId, idOf(span));
  exporter.reset();
  await once(new Client(`${address.replace('http', 'ws')}/echo`, { origin: 'http://elsewhere.example' }), 'error');
  t.equal((await untilSpan('GET /echo')).attributes['http.response.status_code'], 403);
});

t.test('the trace reaches a worker on Redis', { skip: findRedis().skip }, async (t) => {
  const redis = { url: await startRedis(t), prefix: `tracing-${process.pid}` };
  const worker = start(t, { redis, tasks: { classes: [Reports], work: true } });
  const sender = start(t, { redis, tasks: { classes: [Reports], work: false } });
  await worker.app.ready();
  await sender.app.inject({ method: 'POST', url: '/reports/2026' });
  const [sent, done] = [await untilSpan('send reports.build'), await untilSpan('process reports.build')];
  t.strictSame([done.parentSpanContext?.spanId, traceOf(done)], [idOf(sent), traceOf(await untilSpan('POST /reports/:year'))]);
  t.ok(worker.lines.some(({ trace_id }) => trace_id === traceOf(done)));
});
