import t from 'tap';
import { createTransport, eventStream } from '@typhoon/client';
import type { EventStreamDefinition, Failure, ServerEvent, StreamOperation } from '@typhoon/client';
import { like } from '../fixtures/like.js';
import { serve } from '../fixtures/server.js';
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
    define('/ticks/named', { data: { tick: 'json', note: 'text' } }),
  );
  const seen: unknown[] = [];
  for await (const event of named()) seen.push(event.event === 'tick' ? event.data.number : event.data.toUpperCase());
  t.strictSame(seen, [1, 'TWO\nLINES']);
});

t.test('passes over events that nobody declared', async (t) => {
  const notes: StreamOperation<void, ServerEvent<'note', string>, never> = eventStream(transport, define('/ticks/named', { data: { note: 'text' } }));
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
    define('/', { data: { error: 'json' } }),
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
