import { EventEmitter, once } from 'node:events';
import { constants } from 'node:http2';
import t from 'tap';
import { Body, Controller, Depends, Empty, EventStream, Get, Post, Type, background, dependency, signal } from '#src/index.js';
import type { Background } from '#src/index.js';
import { Http2Client, readAnswer } from '../fixtures/http2-client.js';
import { startApp } from '../fixtures/start-app.js';

const moments = new EventEmitter();

const held = dependency({}, async function* () {
  try {
    yield 1;
    moments.emit('closed', 'done');
  } catch (error) {
    moments.emit('closed', (error as Error).name);
    throw error;
  }
});

const sent = dependency(
  {},
  async function* () {
    try {
      yield 1;
      moments.emit('closed', 'sent');
    } catch (error) {
      moments.emit('closed', (error as Error).name);
      throw error;
    }
  },
  { until: 'sent' },
);

@Controller('/')
class ThingController {
  @Get('/thing', { response: Type.Object({ a: Type.Integer() }), etag: 'weak' })
  thing(@Depends(background) work: Background) {
    work.add(() => moments.emit('worked'));
    return { a: 1 };
  }

  @Post('/thing', { response: Type.Object({ a: Type.Integer() }), bodyLimit: 20 })
  echo(@Body(Type.Object({ a: Type.Integer() })) body: { a: number }) {
    return body;
  }

  @Get('/empty', { response: Empty, status: 204 })
  empty(): void {
    return;
  }

  @Get('/events', { response: EventStream(Type.String()) })
  async *events(@Depends(signal) gone: AbortSignal, @Depends(held) _held: number) {
    gone.addEventListener('abort', () => moments.emit('aborted', (gone.reason as Error).name));
    yield 'first';
    await new Promise((resolve) => gone.addEventListener('abort', resolve));
  }

  @Get('/stuck', { response: Type.String() })
  async stuck(@Depends(signal) gone: AbortSignal, @Depends(sent) _sent: number): Promise<string> {
    moments.emit('stuck');
    await new Promise((resolve) => gone.addEventListener('abort', resolve));
    throw gone.reason as Error;
  }
}

async function start(test: Parameters<typeof startApp>[0]) {
  const app = await startApp(test, { controllers: [ThingController], server: { logger: false, http2: true } });
  const address = await app.listen({ port: 0 });
  return { app, address, client: new Http2Client(test, address) };
}

t.test('routes answer over HTTP/2 as they do over HTTP/1.1', async (t) => {
  const { client } = await start(t);
  const warnings: string[] = [];
  const warn = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', warn);
  t.teardown(() => process.off('warning', warn));

  const worked = once(moments, 'worked');
  const found = await client.ask('/thing');
  t.match(found, { status: 200, body: '{"a":1}', code: 0 });
  t.ok(await worked, 'background work runs after the answer');
  t.match(await client.ask('/thing', { ':method': 'HEAD' }), { status: 200, headers: { 'content-length': '7' }, body: '' });
  t.match(await client.ask('/thing', { 'if-none-match': found.headers.etag }), { status: 304, body: '' });
  t.match(await client.ask('/empty'), { status: 204, body: '' });
  const post = { ':method': 'POST', 'content-type': 'application/json' };
  t.match(await client.ask('/thing', post, '{"a":2}'), { status: 200, body: '{"a":2}' });
  t.match(await client.ask('/thing', post, '{"a":"x"}'), { status: 422 });
  const large = await client.ask('/thing', post, 'x'.repeat(50));
  t.match(large, { status: 413, headers: { 'content-type': /problem/ } });
  t.match(await client.ask('/thing', { ':method': 'DELETE' }), { status: 405, headers: { allow: 'GET, HEAD, POST' } });
  t.match(await client.ask('/nowhere'), { status: 404 });
  t.match(await client.ask('/%zz'), { status: 400 });
  await new Promise(setImmediate);
  t.strictSame(warnings, [], 'no header was set that HTTP/2 does not know');
});

t.test('a client that cancels its request aborts the signal, and dependencies hear of it', async (t) => {
  const { client } = await start(t);
  const events = client.open({ ':path': '/events' });
  const [first] = (await once(events, 'data')) as [Buffer];
  t.equal(first.toString(), 'data: "first"\n\n');
  const aborted = once(moments, 'aborted');
  const closed = once(moments, 'closed');
  events.close(constants.NGHTTP2_CANCEL);
  t.strictSame([await aborted, await closed], [['AbortError'], ['RequestAbandonedError']]);

  const stuck = once(moments, 'stuck');
  const request = client.open({ ':path': '/stuck' });
  await stuck;
  const given = once(moments, 'closed');
  request.close(constants.NGHTTP2_CANCEL);
  t.strictSame(await given, ['RequestAbandonedError'], 'what lives until the answer has left');
});

t.test('closing ends streams and idle sessions', async (t) => {
  const { app, address, client } = await start(t);
  const idle = new Http2Client(t, address);
  t.match(await idle.ask('/thing'), { status: 200 });
  const events = client.open({ ':path': '/events' });
  const answer = readAnswer(events);
  await once(events, 'data');
  const ended = [once(idle.session, 'close'), once(client.session, 'close')];
  await app.close();
  await Promise.all(ended);
  t.match(await answer, { status: 200, code: 0 });
});

t.test('what is not done after closeTimeout is broken off', async (t) => {
  const app = await startApp(t, { controllers: [ThingController], closeTimeout: 50, server: { logger: false, http2: true } });
  const client = new Http2Client(t, await app.listen({ port: 0 }));
  const stuck = once(moments, 'stuck');
  client.open({ ':path': '/stuck' });
  await stuck;
  const ended = once(client.session, 'close');
  await app.close();
  t.ok(await ended);
});
