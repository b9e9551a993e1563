import t from 'tap';
import { createTransport, eventStream } from '@typhoon/client';
import type { EventStreamDefinition, Failure, ServerEvent, StreamOperation } from '@typhoon/client';
import { like } from '../fixtures/like.js';
import { serve } from '../fixtures/server.js';
import { streamOf } from '../fixtures/stream-of.js';
import { createStreamsApp } from '../fixtures/streams-app.js';

interface Tick {
  number: number;
}

const app = createStreamsApp();
const transport = createTransport({ baseUrl: await app.listen({ port: 0, host: '127.0.0.1' }) });
t.teardown(() => app.close());

const define = (path: string, more: Partial<EventStreamDefinition> = {}): EventStreamDefinition => ({
  id: 'ticks.watch',
  method: 'GET',
  path,
  parameters: { until: 'query' },
  accept: ['text/event-stream'],
  ...more,
});

type Watch = StreamOperation<{ until?: number }, ServerEvent<undefined, Tick>, Failure<409, 'too_far', { detail: string }>>;

t.test('reads the events of an application, typed, and ends with them where it is told to', async (t) => {
  const watch: Watch = eventStream(transport, define('/ticks'));
  const events: ServerEvent<undefined, Tick>[] = [];
  for await (const event of watch({}, { reconnect: false })) events.push(event);
  t.strictSame(
    events.map(({ id, data }) => [id, data.number]),
    [
      ['1', 1],
      ['2', 2],
      ['3', 3],
    ],
  );
});

t.test('tells events apart by their names, and reads texts as they are', async (t) => {
  const named: StreamOperation<void, ServerEvent<'tick', Tick> | ServerEvent<'note', string>, never> = eventStream(
    transport,
    define('/ticks/named', { data: { tick: JSON.parse, note: String } }),
  );
  const seen: unknown[] = [];
  for await (const event of named()) seen.push(event.event === 'tick' ? event.data.number : event.data.toUpperCase());
  t.strictSame(seen, [1, 'TWO\nLINES']);
});

t.test('passes over events that nobody declared', async (t) => {
  const notes: StreamOperation<void, ServerEvent<'note', string>, never> = eventStream(transport, define('/ticks/named', { data: { note: String } }));
  const seen: string[] = [];
  for await (const { data } of notes()) seen.push(data);
  t.strictSame(seen, ['two\nlines']);
});

t.test('throws what a stream says of its failure, behind what it said before', async (t) => {
  const watch: Watch = eventStream(transport, define('/ticks/failing', { errors: { 409: ['too_far'] } }));
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { data } of watch()) seen.push(data.number);
  })();
  await t.rejects(reading, like({ name: 'ApiError', kind: 'declared', status: 409, code: 'too_far', body: { detail: 'No further.' } }));
  t.strictSame(seen, [1]);
});

t.test('takes an event named error for one of the stream where it is declared', async (t) => {
  const { baseUrl } = await serve(t, (_request, response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end('event: error\ndata: 1\n\n'));
  const errors: StreamOperation<void, ServerEvent<'error', number>, never> = eventStream(
    createTransport({ baseUrl }),
    define('/', { data: { error: JSON.parse } }),
  );
  for await (const { event, data } of errors()) t.strictSame([event, data], ['error', 1]);
  t.plan(1);
});

t.test('throws what refuses the stream, from the loop, from raw, and into safe', async (t) => {
  const watch: Watch = eventStream(transport, define('/nowhere'));
  await t.rejects(watch().next(), like({ status: 404, kind: 'undeclared' }));
  await t.rejects(watch.raw(), like({ status: 404 }));
  t.match(await watch.safe(), { ok: false, error: { status: 404 } });
});

t.test('refuses what is no stream of events, or data that are no JSON', async (t) => {
  const answer = (type: string, body: string) => serve(t, (_request, response) => response.writeHead(200, { 'content-type': type }).end(body));
  for (const { baseUrl } of [await answer('text/html', '<p>'), await answer('text/event-stream', 'data: {\n\n')]) {
    await t.rejects(eventStream(createTransport({ baseUrl }), define('/'))().next(), like({ kind: 'undecodable', status: 200 }));
  }
});

t.test('begins with raw, which knows status and headers', async (t) => {
  const watch: Watch = eventStream(transport, define('/ticks'));
  const { status, headers, body } = await watch.raw({ until: 1 });
  t.match([status, headers.get('content-type')], [200, /^text\/event-stream/]);
  const { value } = await body.next();
  t.equal(value?.data.number, 1);
  await body.return();
});

/** A stream of texts, cut into pieces: what it reads of them, and with which ids it was asked for. */
async function parse(text: string, { size = Infinity, lastEventId }: { size?: number; lastEventId?: string } = {}) {
  const asked: (string | null)[] = [];
  const transport = createTransport({
    baseUrl: 'https://x.example',
    fetch: async (_url, init) => {
      asked.push(new Headers(init.headers).get('last-event-id'));
      return asked.length > 1 ? new Response(null, { status: 204 }) : new Response(streamOf(text, size), { headers: { 'content-type': 'text/event-stream' } });
    },
  });
  const read: StreamOperation<void, ServerEvent<string | undefined, string>, never> = eventStream(transport, define('/', { data: String }));
  const events: [name: string, data: string, id: string][] = [];
  for await (const { event, data, id } of read(undefined, { reconnect: { delay: 0 }, lastEventId })) events.push([event ?? '', data, id]);
  return { events, asked };
}

// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, its examples and its corners.
const ROWS: readonly [name: string, text: string, ...want: [name: string, data: string, id: string][]][] = [
  ['lines of data are joined', 'data: YHOO\ndata: +2\ndata: 10\n\n', ['', 'YHOO\n+2\n10', '']],
  [
    'comments, ids that stay, and an id that is taken back',
    ': test stream\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n',
    ['', 'first', '1'],
    ['', 'second', ''],
    ['', ' third', ''],
  ],
  ['empty data are data; what is not ended is none', 'data\n\ndata\ndata\n\ndata:', ['', '', ''], ['', '\n', '']],
  ['one space behind the colon goes', 'data:test\n\ndata: test\n\ndata:  test\n\n', ['', 'test', ''], ['', 'test', ''], ['', ' test', '']],
  ['names count for one event', 'event: add\ndata: 1\n\ndata: 2\n\n', ['add', '1', ''], ['', '2', '']],
  ['a name without data is forgotten', 'event: add\n\ndata: 1\n\n', ['', '1', '']],
  ['an id with NUL is none', 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', ['', 'a', '1'], ['', 'b', '1']],
  ['fields that are unknown, or written otherwise, are passed over', 'Data: x\ndata : x\nfoo\nevent:e\ndata: a\n\n', ['e', 'a', '']],
  ['values hold colons', 'data: a:b: c\n\n', ['', 'a:b: c', '']],
];

t.test('reads events as the standard has it, whatever ends the lines and wherever they are cut', async (t) => {
  for (const [name, text, ...want] of ROWS) {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const size of [1, 2, 3, 7, Infinity])
        t.strictSame((await parse(text.replaceAll('\n', end), { size })).events, want, `${name}, ${JSON.stringify(end)}, ${size}`);
    }
  }
});

t.test('keeps the id of the connection before, and takes a new one also without data', async (t) => {
  t.strictSame(await parse('data: 1\n\n', { lastEventId: '7' }), { events: [['', '1', '7']], asked: ['7', '7'] });
  t.strictSame(await parse('id: 8\n\n', { lastEventId: '7' }), { events: [], asked: ['7', '8'] });
  t.strictSame(await parse('id: 8\n', { lastEventId: '7' }), { events: [], asked: ['7', '7'] }, 'not before the event ends');
});

t.test('comes back after the time that a stream names in digits, and passes over other times', async (t) => {
  const timed = await parse('retry: 0\nid: 1\ndata: 1\n\n');
  t.equal(timed.asked.length, 2);
  for (const text of ['retry: 2s\n', 'retry:\n', 'retry: -1\n', 'retry: 1.5\n']) t.equal((await parse(`${text}id: 1\ndata: 1\n\n`)).asked.length, 2, text);
});
