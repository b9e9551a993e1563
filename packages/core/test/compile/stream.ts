import { EventEmitter, on, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import compress from '@fastify/compress';
import t from 'tap';
import { Bytes, Controller, Depends, EventStream, Get, HttpError, JsonLines, Type, dependency, onError, reply, signal } from '#src/index.js';
import { parseEvents } from '../fixtures/read-events.js';
import { openConnection } from '../fixtures/raw-request.js';
import { startApp } from '../fixtures/start-app.js';

const steps: string[] = [];
const moments = new EventEmitter();
t.beforeEach(() => void steps.splice(0));

/** Notes a step, and wakes those who wait for it. */
function step(name: string): void {
  steps.push(name);
  moments.emit(name);
}

class Refused extends Error {}

let failCommit = false;
const transaction = dependency({}, async function* () {
  try {
    yield 'tx';
    if (failCommit) throw new HttpError(409, 'Commit failed');
    step('commit');
  } catch (error) {
    step(`rollback after ${(error as Error).message}`);
    throw error;
  }
});
const untilSent = dependency(
  {},
  function* () {
    yield 'open';
    step('sent');
  },
  { until: 'sent' },
);

const Numbers = EventStream(Type.Integer());

@Controller('/')
class StreamsController {
  @Get('/ends', { response: Numbers })
  async *ends(@Depends(transaction) _tx: string, @Depends(untilSent) _sent: string) {
    try {
      yield 1;
      step('between');
      yield 2;
    } finally {
      step('finally');
    }
  }

  @Get('/fails-first', { response: Numbers })
  async *failsFirst(@Depends(transaction) _tx: string) {
    if (steps.length === 0) throw new HttpError(404, 'No numbers');
    yield 1;
  }

  @Get('/fails-later', { response: Numbers })
  async *failsLater(@Depends(transaction) _tx: string) {
    yield 1;
    throw new Error('secret');
  }

  @Get('/lines-fail', { response: JsonLines(Type.Integer()) })
  *linesFail() {
    yield 1;
    yield 2;
    throw new HttpError(409, 'Gone');
  }

  @Get('/bytes-fail', { response: Bytes('text/plain') })
  async *bytesFail() {
    yield Buffer.from('one');
    yield 3 as never;
  }

  @Get('/handled', { response: Numbers })
  async *handled() {
    yield 1;
    throw new Refused();
  }

  @Get('/endless', { response: Numbers })
  async *endless(@Depends(transaction) _tx: string, @Depends(signal) leaving: AbortSignal) {
    try {
      yield 1;
      await once(moments, 'never', { signal: leaving });
    } catch (error) {
      step((error as Error).name);
    } finally {
      step('finally');
    }
  }

  @Get('/quiet', { response: EventStream(Type.Integer(), { openAfter: 20, keepAlive: 20 }) })
  async *quiet(@Depends(signal) leaving: AbortSignal) {
    for await (const [number] of on(moments, 'number', { signal: leaving })) {
      if (number === 3) throw new HttpError(409, 'Three');
      yield number as number;
    }
  }

  @Get('/quiet-lines', { response: JsonLines(Type.Integer(), { openAfter: 20 }) })
  async *quietLines() {
    yield (await once(moments, 'number'))[0] as number;
  }

  @Get('/empty', { response: JsonLines(Type.Integer()) })
  async *empty(@Depends(transaction) _tx: string): AsyncGenerator<number> {}

  @Get('/stuck', { response: Numbers })
  async *stuck(@Depends(transaction) _tx: string) {
    yield 1;
    await once(moments, 'unstuck');
    step('unstuck');
  }

  @Get('/many', { response: JsonLines(Type.Integer()) })
  *many() {
    for (let number = 0; number < 100_000; number++) yield number;
  }
}

const controllers = [StreamsController];

/** Resolves when a step has been taken, now or before. */
async function taken(name: string): Promise<void> {
  if (!steps.includes(name)) await once(moments, name);
}

t.test('closes dependencies when the stream has ended, before its end is sent', async (t) => {
  const app = await startApp(t, { controllers });
  t.strictSame(parseEvents((await app.inject('/ends')).payload), [{ data: '1' }, { data: '2' }]);
  await taken('sent');
  t.strictSame(steps, ['between', 'finally', 'commit', 'sent']);
});

t.test('makes a failed commit the end of the stream, or a problem where nothing was sent', async (t) => {
  failCommit = true;
  t.teardown(() => (failCommit = false));
  const app = await startApp(t, { controllers });
  t.match(parseEvents((await app.inject('/ends')).payload), [{ data: '1' }, { data: '2' }, { event: 'error', data: /"detail":"Commit failed"/ }]);
  t.match(await app.inject('/empty'), { statusCode: 409, payload: /Commit failed/ });
});

t.test('answers what fails before the first item as any error', async (t) => {
  const app = await startApp(t, { controllers });
  t.match(await app.inject('/fails-first'), { statusCode: 404, headers: { 'content-type': /problem/ }, payload: /No numbers/ });
  t.strictSame(steps, ['rollback after No numbers']);
});

t.test('shows dependencies what fails later, and the client nothing of it', async (t) => {
  const app = await startApp(t, { controllers });
  const { statusCode, payload } = await app.inject('/fails-later');
  t.match([statusCode, parseEvents(payload)], [200, [{ data: '1' }, { event: 'error', data: /"status":500/ }]]);
  t.notMatch(payload, 'secret');
  t.strictSame(steps, ['rollback after secret']);
  t.match(app.lines, [{ level: 50, msg: 'StreamsController.failsLater: the stream failed: secret', requestId: /^req/, err: { message: 'secret' } }]);
});

t.test('breaks the connection of what cannot tell of a failure, behind all that was written', async (t) => {
  const app = await startApp(t, { controllers });
  const address = await app.listen({ port: 0 });
  for (const [path, want] of [
    ['/lines-fail', '1\n2\n'],
    ['/bytes-fail', 'one'],
  ] as const) {
    const response = await fetch(address + path);
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) text += Buffer.from(chunk).toString();
    })();
    await t.rejects(reading, { message: 'terminated' });
    t.strictSame([response.status, text], [200, want], path);
  }
  t.match(app.lines, [{ msg: /bytesFail: the stream failed: A stream of bytes is made of Uint8Arrays, but got a number/ }]);
});

t.test('lets error handlers speak, after the first byte too', async (t) => {
  for (const [handle, want] of [
    [() => new HttpError(402, 'Pay'), { status: 402, detail: 'Pay' }],
    [() => reply(418, { tea: true }), { tea: true }],
    [() => undefined, { status: 500 }],
  ] as const) {
    const app = await startApp(t, { controllers, errorHandlers: [onError(Refused, handle)] });
    const last = parseEvents((await app.inject('/handled')).payload).at(-1);
    t.match([last?.event, JSON.parse(last?.data ?? '')], ['error', want]);
  }
});

t.test('ends the generator once when the client leaves, then its dependencies', async (t) => {
  // undici opens another connection for one that was broken off.
  const app = await startApp(t, { controllers, closeTimeout: 50 });
  const address = await app.listen({ port: 0 });
  const leaving = new AbortController();
  const response = await fetch(`${address}/endless`, { signal: leaving.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  t.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'data: 1\n\n');
  leaving.abort();
  await taken('rollback after The request ended without an answer from its handler.');
  t.strictSame(steps, ['AbortError', 'finally', 'rollback after The request ended without an answer from its handler.']);
});

t.test('runs neither generator nor items for HEAD', async (t) => {
  const app = await startApp(t, { controllers });
  const response = await app.inject({ method: 'HEAD', url: '/ends' });
  t.match(response, { statusCode: 200, payload: '', headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } });
  await taken('sent');
  t.strictSame(steps, ['commit', 'sent']);
});

t.test('sends the headers without waiting long for the first item, and then keeps the connection alive', async (t) => {
  const app = await startApp(t, { controllers });
  const address = await app.listen({ port: 0 });
  const response = await fetch(`${address}/quiet`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  t.equal(Buffer.from((await reader.read()).value ?? []).toString(), ': keep-alive\n\n');
  moments.emit('number', 1);
  moments.emit('number', 3);
  let text = '';
  for (let step = await reader.read(); !step.done; step = await reader.read()) text += Buffer.from(step.value).toString();
  t.match([response.status, parseEvents(text)], [200, [{ data: '1' }, { event: 'error', data: /"detail":"Three"/ }]]);

  const lines = await fetch(`${address}/quiet-lines`);
  moments.emit('number', 5);
  t.strictSame([lines.status, await lines.text()], [200, '5\n']);
});

t.test('gives up waiting for a generator that does not end, and says so', async (t) => {
  const app = await startApp(t, { controllers });
  const address = await app.listen({ port: 0 });
  const socket = await openConnection(address);
  socket.write('GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await taken('rollback after The request ended without an answer from its handler.');
  t.match(app.lines, [{ level: 40, msg: /^StreamsController.stuck: the stream has ended, but 5 s later its generator still waits for something. Hand it/ }]);
  moments.emit('unstuck');
  await delay(1);
  t.strictSame(steps.slice(1), ['unstuck']);
});

t.test('works with hooks and plugins of the host that look at the payload', async (t) => {
  const app = await startApp(t, {
    controllers,
    plugins: [
      (fastify) => fastify.register(compress, { threshold: 0, customTypes: /jsonl|event-stream/ }),
      (fastify) => {
        fastify.addHook('onSend', async (request, _reply, payload) =>
          Promise.resolve(request.query !== null && 'replace' in (request.query as object) ? 'replaced' : payload),
        );
      },
    ],
  });
  const gunzip = createGunzip();
  gunzip.end((await app.inject({ url: '/many', headers: { 'accept-encoding': 'gzip' } })).rawPayload);
  let length = 0;
  for await (const chunk of gunzip) length += (chunk as Buffer).length;
  t.equal(length, Array.from({ length: 100_000 }, (_, number) => `${String(number)}\n`).join('').length);

  const zipped = await app.inject({ url: '/ends', headers: { 'accept-encoding': 'gzip' } });
  t.equal(zipped.headers['content-encoding'], 'gzip');
  await taken('sent');
  t.strictSame(steps.splice(0), ['between', 'finally', 'commit', 'sent']);

  t.equal((await app.inject('/endless?replace')).payload, 'replaced');
  await taken('commit');
  t.strictSame(steps, ['AbortError', 'finally', 'commit']);
});

t.test('starts nothing for a client that has left while the handler ran', async (t) => {
  const gate = new EventEmitter();
  @Controller('/')
  class Slow {
    @Get('/', { response: Numbers })
    async slow(@Depends(transaction) _tx: string) {
      gate.emit('running');
      await once(gate, 'left');
      return (async function* () {
        step('begun');
        yield 1;
      })();
    }
  }
  const app = await startApp(t, { controllers: [Slow] });
  const address = await app.listen({ port: 0 });
  const running = once(gate, 'running');
  const socket = await openConnection(address);
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await running;
  socket.destroy();
  await taken('rollback after The request ended without an answer from its handler.');
  gate.emit('left');
  await delay(20);
  t.strictSame(steps, ['rollback after The request ended without an answer from its handler.']);
});
