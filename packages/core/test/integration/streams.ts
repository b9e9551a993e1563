import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import t from 'tap';
import { Bytes, Controller, Depends, EventStream, Get, Header, JsonLines, Post, Query, Type, dependency, lastEventId, signal } from '#src/index.js';
import { openConnection, readAnswer } from '../fixtures/raw-request.js';
import type { RawAnswer } from '../fixtures/raw-request.js';
import { parseEvents } from '../fixtures/read-events.js';
import { startApp } from '../fixtures/start-app.js';

const moments = new EventEmitter();
const counts = { produced: 0, ended: 0, closed: [] as string[] };
t.beforeEach(() => {
  counts.produced = 0;
  counts.ended = 0;
  counts.closed = [];
});

const KILOBYTE = 'x'.repeat(1024);
const held = dependency({}, async function* () {
  try {
    yield 1;
    counts.closed.push('done');
  } catch (error) {
    counts.closed.push((error as Error).message);
    throw error;
  }
});

@Controller('/')
class FloodController {
  @Get('/events', { response: EventStream(Type.String()) })
  async *events() {
    yield* this.#flood();
  }

  @Get('/lines', { response: JsonLines(Type.String()) })
  *lines() {
    yield* this.#flood();
  }

  @Get('/bytes', { response: Bytes('application/octet-stream') })
  async *bytes() {
    for (const text of this.#flood()) yield Buffer.from(text);
  }

  @Get('/ping', { response: Type.String() })
  ping(): string {
    return 'pong';
  }

  *#flood(): Generator<string> {
    try {
      for (;;) {
        counts.produced++;
        yield KILOBYTE;
      }
    } finally {
      counts.ended++;
      moments.emit('ended');
    }
  }
}

@Controller('/')
class ClosingController {
  @Get('/ticks', { response: EventStream(Type.Integer()) })
  async *ticks(@Depends(held) _held: number, @Depends(signal) leaving: AbortSignal) {
    yield 1;
    await once(moments, 'never', { signal: leaving });
  }

  @Get('/deaf', { response: EventStream(Type.Integer()) })
  async *deaf(@Depends(held) _held: number) {
    yield 1;
    await once(moments, 'heard');
  }

  @Get('/flood', { response: EventStream(Type.String()) })
  async *flood(@Depends(held) _held: number) {
    moments.emit('flooding');
    for (;;) yield KILOBYTE;
  }

  @Get('/export', { response: JsonLines(Type.Integer()) })
  async *export(@Depends(held) _held: number) {
    yield 1;
    await once(moments, 'go on');
    yield 2;
  }

  @Get('/endless', { response: JsonLines(Type.Integer()) })
  async *endless(@Depends(held) _held: number, @Depends(signal) leaving: AbortSignal) {
    yield 1;
    await once(moments, 'never', { signal: leaving });
  }
}

@Controller('/')
class InputController {
  @Get('/resume', { response: EventStream(Type.String()) })
  *resume(@Depends(lastEventId) last: string | undefined) {
    yield last ?? 'new';
  }

  @Get('/number', { response: EventStream(Type.Integer()) })
  *number(@Header('last-event-id', Type.Optional(Type.Integer())) last: number | undefined) {
    yield last ?? 0;
  }

  @Post('/posted', { response: EventStream(Type.Integer()) })
  *posted(@Query('count', Type.Integer()) count: number) {
    for (let number = 0; number < count; number++) yield number;
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use. */
function measureMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

t.test('stands still behind a reader that stops, while others are served', async (t) => {
  const app = await startApp(t, { controllers: [FloodController], closeTimeout: 50 });
  const address = await app.listen({ port: 0 });
  await fetch(`${address}/ping`);
  for (const path of ['/events', '/lines', '/bytes']) {
    counts.produced = 0;
    const before = measureMemory();
    const socket = await openConnection(address);
    socket.pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    let produced = -1;
    // What the kernel takes is bounded, but not by us: until nothing more is asked for.
    while (produced !== counts.produced || produced === 0) {
      produced = counts.produced;
      await delay(200);
    }
    t.equal(await (await fetch(`${address}/ping`)).json(), 'pong', `${path}: others are served`);
    const grown = measureMemory() - before;
    t.ok(grown < 10_000_000, `${path}: ${String(grown)} bytes more after ${String(produced)} items`);
    const held = counts.produced;
    const received = socket.bytesRead;
    socket.resume();
    while (counts.produced === held) await delay(5);
    t.ok(socket.bytesRead >= received, `${path}: goes on when it is read`);
    const ended = once(moments, 'ended');
    socket.destroy();
    await ended;
  }
  t.equal(counts.ended, 3);
});

t.test('leaves the event loop to others while a fast reader takes all', async (t) => {
  const app = await startApp(t, { controllers: [FloodController], closeTimeout: 50 });
  const address = await app.listen({ port: 0 });
  const socket = await openConnection(address);
  socket.on('data', () => undefined);
  socket.write('GET /lines HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'data');
  t.equal(await (await fetch(`${address}/ping`)).json(), 'pong');
  const ended = once(moments, 'ended');
  socket.destroy();
  await ended;
});

t.test('ends event streams at once when the application closes', async (t) => {
  const app = await startApp(t, { controllers: [ClosingController], closeTimeout: 60_000 });
  const address = await app.listen({ port: 0 });
  const answers: Promise<RawAnswer>[] = [];
  for (const path of ['/ticks', '/deaf']) {
    const socket = await openConnection(address);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    answers.push(readAnswer(socket));
    while (socket.bytesRead === 0) await delay(1);
  }
  const closing = app.close();
  // The whole answer, its end included; and the connection is not kept.
  for (const answer of answers) t.match(await answer, { status: 200, body: /data: 1\n\n\r\n0\r\n\r\n$/ });
  moments.emit('heard');
  await closing;
  t.strictSame(counts.closed, ['The application closes.', 'The application closes.']);
});

t.test('lets other streams end within the time given, and breaks off the rest', async (t) => {
  const app = await startApp(t, { controllers: [ClosingController], closeTimeout: 3_000 });
  const address = await app.listen({ port: 0 });
  const [exported, endless] = await Promise.all([fetch(`${address}/export`), fetch(`${address}/endless`)]);
  const closing = app.close();
  await delay(20);
  moments.emit('go on');
  t.equal(await exported.text(), '1\n2\n');
  await t.rejects(endless.text(), { message: 'terminated' });
  await closing;
  t.strictSame(counts.closed, ['done', 'The application closes.']);
});

t.test('cuts off a client that does not read when the time is over', async (t) => {
  const app = await startApp(t, { controllers: [ClosingController], closeTimeout: 100 });
  const address = await app.listen({ port: 0 });
  const socket = await openConnection(address);
  socket.on('error', () => undefined);
  socket.pause();
  const flooding = once(moments, 'flooding');
  socket.write('GET /flood HTTP/1.1\r\nHost: a\r\n\r\n');
  await flooding;
  await delay(200);
  await app.close();
  t.strictSame(counts.closed, ['The application closes.']);
  socket.destroy();
});

t.test('hands over the id that the client saw last, of any script', async (t) => {
  const app = await startApp(t, { controllers: [InputController] });
  const address = await app.listen({ port: 0 });
  const ask = async (path: string, id?: string): Promise<unknown> => {
    const headers: Record<string, string> = id === undefined ? {} : { 'last-event-id': Buffer.from(id, 'utf8').toString('latin1') };
    return parseEvents(await (await fetch(address + path, { headers })).text())[0]?.data;
  };
  t.strictSame([await ask('/resume'), await ask('/resume', '7'), await ask('/resume', 'Größe ✓')], ['"new"', '"7"', '"Größe ✓"']);
  t.strictSame([await ask('/number'), await ask('/number', '7')], ['0', '7']);
  t.match(app.routes.find((route) => route.handler === 'resume')?.inputs, [{ in: 'header', name: 'last-event-id', required: false }]);
  t.match(await app.inject({ url: '/number', headers: { 'last-event-id': 'seven' } }), { statusCode: 422, payload: /last-event-id/ });
});

t.test('streams answers to any method', async (t) => {
  const app = await startApp(t, { controllers: [InputController] });
  t.strictSame(parseEvents((await app.inject({ method: 'POST', url: '/posted?count=2' })).payload), [{ data: '0' }, { data: '1' }]);
  t.equal((await app.inject({ method: 'POST', url: '/posted' })).statusCode, 422);
});
