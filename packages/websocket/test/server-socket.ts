import { once } from 'node:events';
import t from 'tap';
import { setTimeout as wait } from 'node:timers/promises';
import { Controller, Depends, Model, Type, log, signal } from '@typhoon/core';
import { WebSocket } from '#src/index.js';
import type { MessageError, Socket } from '#src/index.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

class Said extends Model({ text: Type.String({ minLength: 1 }) }) {}
class Told extends Model({ text: Type.String(), from: Type.Optional(Type.String()) }) {}

/** Says more than a connection takes, waits for nothing, and then tells how much was written. */
async function flood(socket: Socket<never, string>): Promise<void> {
  const sends = Array.from({ length: 700 }, (_, index) => socket.send(String(index).padEnd(40_000)));
  const written = (await Promise.all(sends)).filter(Boolean).length;
  if (socket.isOpen) await socket.send(`${written} written`);
}

@Controller('/')
class EchoController {
  @WebSocket('/echo', { receive: Said, send: Told })
  async echo(socket: Socket<Said, Told>) {
    for await (const { text } of socket) await socket.send({ text, from: 'server', secret: 'never' } as Told);
  }

  @WebSocket('/friendly', {
    receive: Said,
    send: Type.Union([Told.schema, Type.Object({ error: Type.String() })]),
    invalid: ({ issues }: MessageError) => ({ error: String(issues[0]?.type) }),
  })
  async friendly(socket: Socket<Said, Told | { error: string }>) {
    for await (const { text } of socket) await socket.send({ text });
  }

  @WebSocket('/numbers', { receive: Type.Integer(), send: Type.Integer(), encoding: 'text' })
  async numbers(socket: Socket<number, number>) {
    for await (const number of socket) await socket.send(number * 2);
  }

  @WebSocket('/bytes', { receive: Type.Uint8Array({ maxByteLength: 4 }), send: Type.Uint8Array() })
  async bytes(socket: Socket<Uint8Array, Uint8Array>) {
    for await (const bytes of socket) await socket.send(bytes.toReversed());
  }

  @WebSocket('/who', { send: Type.Unknown() })
  async who(socket: Socket<never>) {
    await socket.join('a');
    await socket.join('b');
    await socket.leave('a');
    await socket.send({ id: socket.id, remoteAddress: socket.remoteAddress, rooms: [...socket.rooms], subprotocol: socket.subprotocol });
  }

  @WebSocket('/impatient', { receive: Said, send: Told })
  async impatient(socket: Socket<Said, Told>) {
    const first = await socket.receive({ timeout: 10 });
    await socket.send({ text: first?.text ?? 'nothing' });
    const second = await socket.receive({ timeout: 60_000 });
    await socket.send({ text: second?.text ?? 'nothing' });
  }

  @WebSocket('/farewell', { send: Type.String(), maxBufferedBytes: 50_000_000 })
  farewell(socket: Socket<never, string>) {
    // Far beyond what a connection takes at once.
    for (let index = 0; index < 400; index++) void socket.send(String(index).padEnd(40_000));
    socket.close(4000);
  }

  @WebSocket('/last-words', { send: Type.String() })
  async lastWords(socket: Socket<never, string>) {
    await socket.send('ready');
    await once(socket.signal, 'abort');
    await socket.send(socket.isOpen ? 'last words' : 'too late');
  }

  @WebSocket('/patient', { send: Type.String(), maxBufferedBytes: 100_000 })
  async patient(socket: Socket<never, string>) {
    await flood(socket);
  }

  @WebSocket('/hasty', { send: Type.String(), maxBufferedBytes: 100_000, slowReader: 'close' })
  async hasty(socket: Socket<never, string>) {
    await flood(socket);
  }

  @WebSocket('/forgetful', { send: Type.String(), maxBufferedBytes: 100_000, slowReader: 'drop-oldest' })
  async forgetful(socket: Socket<never, string>) {
    await flood(socket);
  }

  @WebSocket('/raw', { raw: true })
  async raw(socket: Socket<string | Uint8Array, string | Uint8Array>) {
    for await (const message of socket) await socket.send(message);
  }

  @WebSocket('/late', { receive: Said, send: Told })
  async late(socket: Socket<Said, Told>) {
    await wait(100);
    for await (const message of socket) await socket.send(message);
  }

  @WebSocket('/state', { send: Type.Integer(), receive: Said, data: () => ({ count: 0 }) })
  async state(socket: Socket<Said, number, { count: number }>) {
    for await (const _message of socket) await socket.send(++socket.data.count);
  }

  @WebSocket('/wrong', { send: Told })
  async wrong(socket: Socket<never, Told>) {
    await socket.send({ text: 5 } as never);
  }
}

t.test('reads and sends JSON by its schemas; what is not declared never leaves', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/echo`);
  client.send({ text: 'hello', extra: 1 });
  t.strictSame(await client.next(), { text: 'hello', from: 'server' });
});

t.test('closes with 1008 and a short reason for a message that does not fit', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const rows = [
    ['/echo', { text: '' }, /^message\.text: String should have at least 1 character/],
    ['/echo', '{', /^message\.1: JSON decode error/],
    ['/echo', Buffer.from('{}'), /^message: Message should be text/],
    ['/numbers', 'two', /^message: Input should be a valid integer/],
    ['/bytes', 'text', /^message: Message should be binary/],
    ['/bytes', Buffer.alloc(5), /^message: Message should have at most 4 bytes/],
    ['/wrong', 'x', /.*/],
  ] as const;
  for (const [path, message, reason] of rows.slice(0, 6)) {
    const client = await connect(url + path);
    client.send(message);
    t.match(await client.closed, { code: 1008, reason }, path);
  }
});

t.test('answers a message that does not fit and stays open, where the route says how', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/friendly`);
  client.send({});
  t.strictSame(await client.next(), { error: 'missing' });
  client.send({ text: 'fine' });
  t.strictSame(await client.next(), { text: 'fine' });
});

t.test('speaks plain text, bytes, or anything at all', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const numbers = await connect(`${url}/numbers`);
  numbers.send('21');
  t.strictSame(await numbers.next(), 42);
  const bytes = await connect(`${url}/bytes`);
  bytes.send(Buffer.from([1, 2, 3]));
  t.strictSame(await bytes.next(), Buffer.from([3, 2, 1]));
  const raw = await connect(`${url}/raw`);
  raw.send('no json');
  raw.send(Buffer.from([7]));
  t.strictSame(await raw.take(2), ['no json', Buffer.from([7])]);
});

t.test('loses nothing that was sent before the first read', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/late`);
  for (let index = 0; index < 500; index++) client.send({ text: String(index) });
  t.strictSame(
    await client.take(500),
    Array.from({ length: 500 }, (_, index) => ({ text: String(index) })),
  );
});

t.test('checks the formats of the application, both ways', async (t) => {
  @Controller('/')
  class Plates {
    @WebSocket('/', { receive: Type.String({ format: 'plate' }), send: Type.String({ format: 'plate' }) })
    async run(socket: Socket<string, string>) {
      for await (const plate of socket) await socket.send(plate === 'B-1' ? 'no plate' : plate);
    }
  }
  const { url, lines } = await startApp(t, { controllers: [Plates], formats: { plate: (text) => /^[A-Z]-\d$/.test(text) } });
  const client = await connect(url);
  client.send('"A-1"');
  t.strictSame(await client.next(), 'A-1');
  client.send('"B-1"');
  t.match(await client.closed, { code: 1011 });
  t.match(lines, [{ err: { message: /sent what its messages do not allow/ } }]);
  const other = await connect(url);
  other.send('"none"');
  t.match(await other.closed, { code: 1008, reason: /^message: / });
});

t.test('keeps state for each connection', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const [first, second] = [await connect(`${url}/state`), await connect(`${url}/state`)];
  for (const client of [first, first, second]) client.send({ text: 'x' });
  t.strictSame([await first.take(2), await second.take(1)], [[1, 2], [1]]);
});

t.test('sends nothing that does not fit, and says so in the log alone', async (t) => {
  const { url, lines } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/wrong`);
  t.strictSame(await client.closed, { code: 1011, reason: '' });
  t.match(lines, [{ level: 50, reqId: /req-/, err: { message: /EchoController\.wrong sent what its messages do not allow: message\.text/ } }]);
});

t.test('knows its peer: an id of its own, the address, the rooms, and the subprotocol', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const [first, second] = [await (await connect(`${url}/who`)).next(), await (await connect(`${url}/who`)).next()] as { id: string }[];
  t.match(first, { id: /./, remoteAddress: '127.0.0.1', rooms: ['b'], subprotocol: '' });
  t.not(first?.id, second?.id);
  const behind = await startApp(t, { controllers: [EchoController], server: { trustProxy: '127.0.0.1' } });
  const proxied = await connect(`${behind.url}/who`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  t.match(await proxied.next(), { remoteAddress: '203.0.113.9' });
});

t.test('aborts signals when the peer leaves, its own and that of the request', async (t) => {
  const aborted: string[] = [];

  @Controller('/')
  class Signals {
    @WebSocket('/', { send: Told })
    async run(socket: Socket<never, Told>, @Depends(signal) gone: AbortSignal, @Depends(log) logger: { info: (text: string) => void }) {
      logger.info('open');
      const both = [socket.signal, gone].map(
        (each, index) => new Promise((resolve) => each.addEventListener('abort', () => resolve(aborted.push(String(index))))),
      );
      await Promise.all(both);
      await socket.closed;
      done(await socket.send({ text: 'late' }));
    }
  }
  let done: (isWritten: boolean) => void = () => undefined;
  const isWritten = new Promise<boolean>((resolve) => {
    done = resolve;
  });
  const { url } = await startApp(t, { controllers: [Signals] });
  const client = await connect(url);
  client.ws.close();
  t.strictSame(await isWritten, false, 'a message to a closed socket is told to be dropped');
  t.strictSame(aborted.toSorted(), ['0', '1']);
});

t.test('closes with a code and a reason of at most 123 bytes, after what was sent', async (t) => {
  @Controller('/')
  class Closing {
    @WebSocket('/', { send: Told })
    async run(socket: Socket<never, Told>) {
      void socket.send({ text: 'last' });
      t.throws(() => socket.close(1005), { name: 'RangeError' });
      socket.close(4000, 'é'.repeat(100));
      t.strictSame(socket.isOpen, false);
    }
  }
  const { url } = await startApp(t, { controllers: [Closing] });
  const client = await connect(url);
  t.strictSame(await client.next(), { text: 'last' });
  t.strictSame(await client.closed, { code: 4000, reason: 'é'.repeat(61) });
});

t.test('holds so much for a peer that reads too slowly, then closes with 1013 or drops the oldest', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  for (const path of ['/patient', '/hasty']) {
    const { closed } = await connect(url + path);
    t.strictSame(await closed, { code: 1013, reason: 'The peer reads too slowly' }, path);
  }
  const forgetful = await connect(`${url}/forgetful`);
  const got: string[] = [];
  while (!got.at(-1)?.endsWith('written')) got.push(String(await forgetful.next()));
  const numbers = got.slice(0, -1).map(Number);
  t.equal(numbers.at(-1), 699, 'the last is there');
  t.ok(numbers.length < 700, 'others are not');
  t.equal(got.at(-1), `${numbers.length} written`);
});

t.test('a message that comes after one waited for it in vain is there for the next', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/impatient`);
  t.strictSame(await client.next(), { text: 'nothing' });
  client.send({ text: 'here' });
  t.strictSame(await client.next(), { text: 'here' });
});

t.test('closes when all that was sent before is written', async (t) => {
  const { url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/farewell`);
  t.strictSame(
    (await client.take(400)).map(Number),
    Array.from({ length: 400 }, (_, index) => index),
  );
  t.match(await client.closed, { code: 4000 });
});

t.test('aborts its signal when the application closes, while it can still speak', async (t) => {
  const { app, url } = await startApp(t, { controllers: [EchoController] });
  const client = await connect(`${url}/last-words`);
  t.equal(await client.next(), 'ready');
  await app.close();
  t.equal(await client.next(), 'last words');
  t.match(await client.closed, { code: 1001 });
});
