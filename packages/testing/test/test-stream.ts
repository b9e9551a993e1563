import { EventEmitter, once } from 'node:events';
import t from 'tap';
import type { Test } from 'tap';
import { Bytes, Controller, Depends, EventStream, Get, HttpError, JsonLines, Model, Post, Text, Type, createApp, event, signal } from '@typhoon/core';
import { createInMemoryClient } from '@typhoon/testing';
import type { InMemoryClient } from '@typhoon/testing';

class Tick extends Model({ number: Type.Integer(), at: Type.Optional(Type.Date()) }) {}

const ROOM = { joined: Type.Object({ name: Type.String() }), said: Text };
const moments = new EventEmitter();

@Controller('/')
class StreamsController {
  @Get('/ticks', { response: EventStream(Tick) })
  async *ticks(@Depends(signal) leaving: AbortSignal) {
    try {
      for (let number = 1; ; number++) {
        yield event({ id: String(number), data: { number, at: new Date(0) } });
        if (number === 3) await once(moments, 'never', { signal: leaving });
      }
    } finally {
      moments.emit('left');
    }
  }

  @Get('/room', { response: EventStream(ROOM) })
  async *room() {
    yield event({ event: 'joined', data: { name: 'Ada' } });
    yield event({ event: 'said', data: 'Hello\nworld' });
    throw new HttpError(409, 'Full');
  }

  @Post('/lines', { response: JsonLines(Tick) })
  *lines() {
    yield { number: 1 };
    yield { number: 2, at: new Date(0) };
  }

  @Get('/bytes', { response: Bytes('text/plain') })
  async *bytes() {
    yield Buffer.from('ü').subarray(0, 1);
    yield Buffer.from('ü').subarray(1);
  }

  @Get('/broken', { response: JsonLines(Tick) })
  *broken() {
    yield { number: 1 };
    throw new Error('broken');
  }
}

async function start(t: Pick<Test, 'teardown'>): Promise<InMemoryClient> {
  const client = await createInMemoryClient(createApp({ controllers: [StreamsController], server: { logger: false } }));
  t.teardown(() => client.close());
  return client;
}

t.test('reads events while they come, and leaves as a client does', async (t) => {
  const client = await start(t);
  const stream = await client.stream('GET', '/ticks');
  t.match([stream.status, stream.headers['content-type']], [200, 'text/event-stream']);
  const left = once(moments, 'left');
  const ticks: Tick[] = [];
  for await (const { id, event: name, data } of stream.events(Tick)) {
    t.strictSame([id, name], [String(data.number), undefined]);
    ticks.push(data);
    if (data.number === 3) break;
  }
  await left;
  t.strictSame(
    ticks.map(({ number, at }) => [number, at]),
    [1, 2, 3].map((number) => [number, new Date(0)]),
  );
});

t.test('tells named events apart, and throws what the stream fails with', async (t) => {
  const client = await start(t);
  const stream = await client.stream('GET', '/room');
  const seen: string[] = [];
  await t.rejects(
    (async () => {
      for await (const received of stream.events(ROOM)) {
        if (received.event === 'joined') seen.push(received.data.name);
        else seen.push(received.data.toUpperCase());
        // @ts-expect-error the data of which event?
        const name: unknown = received.data.name;
        if (name !== undefined) seen.push('a name');
      }
    })(),
    { name: 'StreamFailedError', problem: { status: 409, detail: 'Full' } },
  );
  t.strictSame(seen, ['Ada', 'a name', 'HELLO\nWORLD']);
});

t.test('refuses events that are not declared', async (t) => {
  const client = await start(t);
  const read = async (events: Parameters<Awaited<ReturnType<InMemoryClient['stream']>>['events']>[0]): Promise<void> => {
    for await (const received of (await client.stream('GET', '/room')).events(events)) t.ok(received);
  };
  await t.rejects(read({ said: Text }), { message: "The stream sent an event named 'joined', which is not declared." });
  await t.rejects(read(Tick), { name: 'ValidationError' });
});

t.test('reads lines by their schema', async (t) => {
  const client = await start(t);
  const stream = await client.stream('POST', '/lines');
  const items: Tick[] = [];
  for await (const item of stream.lines(Tick)) items.push(item);
  t.match(items, [{ number: 1 }, { number: 2, at: new Date(0) }]);
  t.ok(items[0] instanceof Object);
});

t.test('reads bytes and text whole, and sees a broken connection', async (t) => {
  const client = await start(t);
  t.equal(await (await client.stream('GET', '/bytes')).text(), 'ü');
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await client.stream('GET', '/bytes')).bytes()) chunks.push(chunk);
  t.equal(Buffer.concat(chunks).toString(), 'ü');
  await t.rejects((await client.stream('GET', '/broken')).text(), { code: 'LIGHT_ECONNRESET' });
});

t.test('shows errors before the first item as answers', async (t) => {
  const client = await start(t);
  const stream = await client.stream('GET', '/none');
  t.match([stream.status, JSON.parse(await stream.text())], [404, { status: 404 }]);
  stream.close();
  stream[Symbol.dispose]();
});
