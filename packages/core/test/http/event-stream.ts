import t from 'tap';
import { Bytes, Controller, EventStream, Get, HttpError, Model, Text, Type, event, reply } from '#src/index.js';
import { parseEvents } from '../fixtures/read-events.js';
import { startApp } from '../fixtures/start-app.js';

class Tick extends Model({ number: Type.Integer(), note: Type.Optional(Type.String()) }) {}
class Member extends Model({ name: Type.String() }) {}

const ROOM = EventStream({ joined: Member, left: Type.Object({ name: Type.String() }), said: Text });
const Full = HttpError.define({ status: 409, code: 'room_full', title: 'Room full' });

@Controller('/')
class StreamsController {
  @Get('/ticks', { response: EventStream(Tick) })
  async *ticks() {
    yield { number: 1 };
    yield event({ id: '2', event: 'tick', retry: 100, comment: 'second', data: { number: 2, note: 'two\nlines' } });
    yield event({ retry: 5 });
    const secret = { number: 3, secret: 'hidden' };
    yield secret;
    yield event({ data: secret });
  }

  @Get('/text', { response: EventStream(Text) })
  *text() {
    yield 'one\ntwo';
    yield event({ data: '[DONE]' });
  }

  @Get('/room', { response: ROOM })
  async *room() {
    yield event({ event: 'joined', data: { name: 'Ada', secret: 'hidden' } });
    yield event({ event: 'said', data: 'Hello\nworld' });
    yield event({ comment: 'quiet' });
    yield event({ event: 'left', data: { name: 'Ada' } });
  }

  @Get('/statuses', { responses: { 200: EventStream(Tick), 202: Text } })
  statuses() {
    return reply(200, this.ticks());
  }

  @Get('/instances', { response: EventStream(Tick) })
  instances(): Iterable<Tick> & object {
    return [Object.assign(new Tick(), { number: 1, secret: 'hidden' })];
  }

  @Get('/wrong', { response: EventStream(Tick) })
  async *wrong(): AsyncGenerator<never> {
    yield { number: 1 } as never;
    yield { number: 'two' } as never;
  }

  @Get('/wrong-first', { response: EventStream(Tick) })
  async *wrongFirst(): AsyncGenerator<never> {
    yield { number: 'one' } as never;
  }

  @Get('/wrong-name', { response: ROOM })
  *wrongName(): Generator<never> {
    yield event({ event: 'joined', data: { name: 'Ada' } }) as never;
    yield event({ event: 'sung', data: 'la' }) as never;
  }

  @Get('/nameless', { response: ROOM })
  *nameless(): Generator<never> {
    yield { name: 'Ada' } as never;
  }

  @Get('/nameless-event', { response: ROOM })
  *namelessEvent(): Generator<never> {
    yield event({ data: { name: 'Ada' } }) as never;
  }

  @Get('/broken-text', { response: EventStream(Text) })
  *brokenText(): Generator<never> {
    yield { secret: 'hidden' } as never;
  }

  @Get('/declared', { response: EventStream(Tick), throws: [Full] })
  async *declared() {
    yield { number: 1 };
    throw new Full({ detail: 'No more than 3.' });
  }

  @Get('/string', { response: EventStream(Text) })
  string(): never {
    return 'secret' as never;
  }
}

t.test('sends data, and events with all their fields, as a parser reads them', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController] });
  const response = await app.inject('/ticks');
  t.match(response, {
    statusCode: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' },
  });
  t.strictSame(parseEvents(response.payload), [
    { data: '{"number":1}' },
    { id: '2', event: 'tick', data: '{"number":2,"note":"two\\nlines"}' },
    { data: '{"number":3}' },
    { data: '{"number":3}' },
  ]);
  t.match(response.payload, /: second\nevent: tick\n.*\nid: 2\nretry: 100\n\nretry: 5\n\n/s);
  t.strictSame(parseEvents((await app.inject('/statuses')).payload), parseEvents(response.payload));
  t.strictSame(parseEvents((await app.inject('/instances')).payload), [{ data: '{"number":1}' }]);
});

t.test('sends text as it is, line by line', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController] });
  t.strictSame(parseEvents((await app.inject('/text')).payload), [{ data: 'one\ntwo' }, { data: '[DONE]' }]);
});

t.test('writes each named event by its own schema', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController] });
  t.strictSame(parseEvents((await app.inject('/room')).payload), [
    { event: 'joined', data: '{"name":"Ada"}' },
    { event: 'said', data: 'Hello\nworld' },
    { event: 'left', data: '{"name":"Ada"}' },
  ]);
});

t.test('ends with an error event where an item does not fit, and says nothing of it', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController] });
  for (const [path, message] of [
    ['/wrong', /StreamsController.wrong: the stream failed: .* response.number/],
    ['/wrong-name', /An event named 'sung' has data, but only these are declared: 'joined', 'left', 'said'/],
  ] as const) {
    const [first, error, ...more] = parseEvents((await app.inject(path)).payload);
    t.match([first?.data, error?.event, more], [/^\{"n/, 'error', []], path);
    t.match(JSON.parse(error?.data ?? ''), { title: 'Internal Server Error', status: 500, code: 'internal_server_error', requestId: /^req-/ }, path);
    t.match(app.lines.at(-1)?.msg, message);
  }
});

t.test('answers with an ordinary problem where the first item does not fit', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController] });
  for (const path of ['/wrong-first', '/nameless', '/nameless-event', '/broken-text', '/string']) {
    const response = await app.inject(path);
    t.match(
      [response.statusCode, response.headers['content-type'], response.headers['x-accel-buffering']],
      [500, /^application\/problem\+json/, undefined],
      path,
    );
    t.notMatch(JSON.stringify([response.payload, app.lines]), /hidden|secret/, path);
  }
});

t.test('drops what is undeclared, and checks nothing more, in production', async (t) => {
  const app = await startApp(t, { controllers: [StreamsController], validateResponses: false });
  t.strictSame(parseEvents((await app.inject('/instances')).payload), [{ data: '{"number":1}' }]);
  t.match(parseEvents((await app.inject('/wrong')).payload), [{ data: '{"number":1}' }, { event: 'error' }]);
});

t.test('tells of declared errors, in the envelope of the route', async (t) => {
  for (const [errors, want] of [
    ['problem', { title: 'Room full', status: 409, code: 'room_full', detail: 'No more than 3.' }],
    ['fastapi', { detail: 'No more than 3.' }],
  ] as const) {
    const app = await startApp(t, { controllers: [StreamsController], errors });
    const last = parseEvents((await app.inject('/declared')).payload).at(-1);
    t.equal(last?.event, 'error');
    t.match(JSON.parse(last?.data ?? ''), want);
    t.strictSame(app.lines, []);
  }
});

t.test('refuses at compile time what does not fit', (t) => {
  @Controller('/')
  class Refused {
    // @ts-expect-error an item of another shape
    @Get('/item', { response: EventStream(Tick) })
    async *item() {
      yield { number: 'one' };
    }

    // @ts-expect-error the data of an event
    @Get('/event', { response: EventStream(Tick) })
    async *event() {
      yield event({ data: { number: 'one' } });
    }

    // @ts-expect-error one item is no stream of them
    @Get('/single', { response: EventStream(Tick) })
    single(): Tick {
      return { number: 1 };
    }

    // @ts-expect-error a name that is not declared
    @Get('/name', { response: ROOM })
    async *name() {
      yield event({ event: 'sung', data: { name: 'Ada' } });
    }

    // @ts-expect-error the data of another event
    @Get('/other', { response: ROOM })
    async *other() {
      yield event({ event: 'joined', data: 'Ada' });
    }

    // @ts-expect-error an event of several says which
    @Get('/nameless', { response: ROOM })
    async *nameless() {
      yield event({ data: { name: 'Ada' } });
    }

    // @ts-expect-error text is no iterable of texts here
    @Get('/text', { response: EventStream(Text) })
    text(): string {
      return '';
    }

    // @ts-expect-error an item that may be missing
    @Get('/maybe', { response: EventStream(Tick) })
    async *maybe() {
      yield undefined as Tick | undefined;
    }

    // @ts-expect-error bytes are no events
    @Get('/bytes', { responses: { 200: EventStream(Tick), 201: Bytes('image/png') } })
    bytes() {
      return reply(200, new Uint8Array());
    }
  }
  t.ok(Refused);
  t.end();
});

t.test('names the kind, and the data of each event, for the documents', (t) => {
  t.match(EventStream(Tick), { name: 'event-stream', mediaType: 'text/event-stream', status: 200, schema: Tick.schema });
  t.strictSame([...EventStream(Text).events], [['', undefined]]);
  t.strictSame([...ROOM.events.keys()], ['joined', 'left', 'said']);
  t.end();
});
