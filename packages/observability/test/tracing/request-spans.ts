import { once } from 'node:events';
import { connect } from 'node:net';
import { SpanKind, context, trace } from '@opentelemetry/api';
import t from 'tap';
import { Body, Controller, Depends, Get, HttpError, Model, Path, Post, Type, createApp, dependency, fastifyRequest, security } from '@typhoon/core';
import type { ApplicationOptions } from '@typhoon/core';
import type { FastifyRequest } from 'fastify';
import { health, tracing } from '#src/index.js';
import type { TracingOptions } from '#src/index.js';
import { readSpans, resetSpans, untilSpan } from '../fixtures/spans.js';

class Item extends Model({ name: Type.String() }) {}

/** The trace that is active where it is asked for. */
const here = dependency({}, () => trace.getActiveSpan()?.spanContext().traceId ?? 'none', { name: 'here' });
const key = security.apiKey({ in: 'query', name: 'ticket' });

@Controller('/items')
class ItemsController {
  @Get('/:id', { response: Type.Array(Type.String()) })
  async read(@Path('id', Type.Integer()) _id: number, @Depends(here) before: string) {
    await new Promise((resolve) => setImmediate(resolve));
    return [before, trace.getActiveSpan()?.spanContext().traceId ?? 'none'];
  }

  @Post('/', { response: Type.String() })
  create(@Body(Item) _item: Item, @Depends(here) trace: string) {
    return trace;
  }

  @Get('/own/:what', { response: Type.String() })
  fail(@Path('what', Type.String()) what: string): string {
    if (what === 'taken') throw new HttpError(409);
    if (what === 'away') throw new HttpError(503);
    throw new RangeError(`no ${what}`);
  }

  @Get('/log/:word', { response: Type.String() })
  log(@Path('word', Type.String()) word: string, @Depends(fastifyRequest) request: FastifyRequest) {
    request.log.info(word);
    return word;
  }

  @Get('/key/open', { response: Type.String() })
  open(@Depends(key) _key: string) {
    return 'open';
  }
}

function start(test: Pick<typeof t, 'teardown'>, options: TracingOptions = {}, more: Partial<ApplicationOptions> = {}) {
  resetSpans();
  const { observer, plugin } = tracing(options);
  const app = createApp({ controllers: [ItemsController], server: { logger: false }, observer, plugins: [plugin, health()], ...more });
  test.teardown(() => app.close());
  return app;
}

const SENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

t.test('a request has a span by the stable conventions, named by its route and never by its path', async (t) => {
  const app = start(t);
  const address = await app.listen({ port: 0 });
  const { port } = new URL(address);
  await fetch(`${address}/items/7?page=2&token=abc`, { headers: { 'user-agent': 'me/1' } });
  const span = await untilSpan('GET /items/:id');
  t.match(span, { kind: 'SERVER', status: 'UNSET', parent: undefined, events: [] });
  const { 'network.peer.port': peer, ...attributes } = span.attributes;
  t.type(peer, 'number');
  t.strictSame(attributes, {
    'http.request.method': 'GET',
    'http.route': '/items/:id',
    'http.response.status_code': 200,
    'url.scheme': 'http',
    'url.path': '/items/7',
    'url.query': 'page=2&token=REDACTED',
    'server.address': '127.0.0.1',
    'server.port': Number(port),
    'client.address': '127.0.0.1',
    'network.peer.address': '127.0.0.1',
    'network.protocol.version': '1.1',
    'user_agent.original': 'me/1',
  });
});

t.test('a trace that a request brings is continued, linked to, or left alone', async (t) => {
  const of = async (incoming: NonNullable<TracingOptions['incoming']>) => {
    const app = start(t, { incoming });
    await app.inject({ url: '/items/1', headers: { traceparent: SENT } });
    const { trace, parent, links } = await untilSpan('GET /items/:id');
    return [trace === '0af7651916cd43dd8448eb211c80319c', parent, links];
  };
  t.strictSame(await of('continue'), [true, 'b7ad6b7169203331', []]);
  t.strictSame(await of('link'), [false, undefined, ['0af7651916cd43dd8448eb211c80319c']]);
  t.strictSame(await of('ignore'), [false, undefined, []]);
});

t.test('what is not to be sampled is not recorded, and goes on', async (t) => {
  const app = start(t);
  const response = await app.inject({ url: '/items/1', headers: { traceparent: SENT.replace(/01$/, '00') } });
  const id = '0af7651916cd43dd8448eb211c80319c';
  t.strictSame(response.json(), [id, id]);
  t.strictSame(readSpans(), []);
});

t.test('the span is what is active in dependencies and handlers, behind a body and behind a wait', async (t) => {
  const app = start(t);
  const address = await app.listen({ port: 0 });
  const read = (await (await fetch(`${address}/items/1`)).json()) as string[];
  const { trace } = await untilSpan('GET /items/:id');
  t.strictSame(read, [trace, trace]);

  const sent = JSON.stringify({ name: 'a' });
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(`POST /items HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${sent.length}\r\nconnection: close\r\n\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  // In a turn of its own: the listeners of the body belong to the connection.
  socket.write(sent);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  const created = await untilSpan('POST /items');
  t.match(text, `"${created.trace}"`);
});

t.test('what fails is an error of the server from 500 on, with what was thrown', async (t) => {
  const app = start(t);
  const of = async (what: string) => {
    resetSpans();
    await app.inject(`/items/own/${what}`);
    return untilSpan('GET /items/own/:what');
  };
  const taken = await of('taken');
  t.match(taken, { status: 'UNSET', events: [], attributes: { 'http.response.status_code': 409 } });
  t.notOk('error.type' in taken.attributes);
  t.match(await of('away'), { status: 'ERROR', attributes: { 'http.response.status_code': 503, 'error.type': '503' } });
  const broken = await of('such thing');
  t.match(broken, {
    status: 'ERROR',
    message: undefined,
    attributes: { 'http.response.status_code': 500, 'error.type': 'RangeError' },
    events: [{ name: 'exception', attributes: { 'exception.type': 'RangeError', 'exception.message': 'no such thing', 'exception.stacktrace': /own|fail/ } }],
  });
  resetSpans();
  await app.inject('/items/x');
  t.match(await untilSpan('GET /items/:id'), { status: 'UNSET', attributes: { 'http.response.status_code': 422 } });
});

t.test('a path that no route has is no name', async (t) => {
  const app = start(t);
  await app.inject('/wp-login.php');
  const { attributes } = await untilSpan('GET');
  t.match(attributes, { 'url.path': '/wp-login.php', 'http.response.status_code': 404 });
  t.notOk('http.route' in attributes);
});

t.test('who asks after the health is not traced, nor what the application leaves out, nor what is inside of it', async (t) => {
  const app = start(t, { ignore: ({ url }) => url.startsWith('/items/1') });
  for (const path of ['/healthz', '/readyz', '/items/1']) t.equal((await app.inject(path)).statusCode, 200);
  await app.inject('/items/2');
  await untilSpan('GET /items/:id');
  t.strictSame(
    readSpans()
      .filter(({ kind }) => kind === 'SERVER')
      .map(({ attributes }) => attributes['url.path']),
    ['/items/2'],
  );
  t.equal(new Set(readSpans().map(({ trace }) => trace)).size, 1);
});

t.test('lines in the log of a request name its trace', async (t) => {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const app = start(t, {}, { server: { logger: { level: 'info', stream } } });
  await app.inject('/items/log/hello');
  await app.inject('/healthz');
  const { trace, id } = await untilSpan('GET /items/log/:word');
  t.match(
    lines.find(({ msg }) => msg === 'hello'),
    { trace_id: trace, span_id: id, trace_flags: '01', reqId: 'req-1' },
  );
});

t.test('a key in the query is nobody’s business', async (t) => {
  const app = start(t);
  await app.inject('/items/key/open?ticket=secret&page=1');
  t.equal((await untilSpan('GET /items/key/open')).attributes['url.query'], 'ticket=REDACTED&page=1');
});

t.test('a client that leaves before its answer: no status, and no error', async (t) => {
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  @Controller('/')
  class SlowController {
    @Get('/slow', { response: Type.String() })
    async wait() {
      arrive();
      await released;
      return 'done';
    }
  }
  const app = start(t, {}, { controllers: [SlowController] });
  const address = await app.listen({ port: 0 });
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n');
  await arrived;
  socket.destroy();
  await once(socket, 'close');
  const { attributes, status, events } = await untilSpan('GET /slow');
  t.notOk('http.response.status_code' in attributes);
  t.match([status, events], ['UNSET', [{ name: 'http.response.aborted' }]]);
  // The handler goes on without its client: its span must not end in the next test.
  release();
  await untilSpan('SlowController.wait');
});

t.test('a span that the instrumentation of Node has begun for the request is used, and not doubled', async (t) => {
  const app = start(t);
  const tracer = trace.getTracer('instrumentation-http');
  await app.ready();
  const outer = tracer.startSpan('GET', { kind: SpanKind.SERVER });
  await context.with(trace.setSpan(context.active(), outer), async () => app.inject('/items/own/x'));
  outer.end();
  t.strictSame(
    readSpans().map(({ kind, name, parent }) => [kind, name, parent === undefined]),
    [
      ['INTERNAL', 'ItemsController.fail', false],
      ['SERVER', 'GET /items/own/:what', true],
    ],
  );
  t.match((await untilSpan('GET /items/own/:what')).events, [{ name: 'exception' }]);
  resetSpans();
  const inner = tracer.startSpan('a test', { kind: SpanKind.INTERNAL });
  await context.with(trace.setSpan(context.active(), inner), async () => app.inject('/items/1'));
  t.equal((await untilSpan('GET /items/:id')).parent, undefined, 'what is no request is no parent');
});
