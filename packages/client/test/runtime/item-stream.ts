import t from 'tap';
import { createTransport, eventStream } from '@typhoon/client';
import type { ServerEvent, StreamOperation, StreamOptions } from '@typhoon/client';
import { like } from '../fixtures/like.js';
import { serve } from '../fixtures/server.js';
import { createStreamsApp, left } from '../fixtures/streams-app.js';
import type { ServerResponse } from 'node:http';

type Watch = StreamOperation<void, ServerEvent<undefined, number>, never>;

const watchAt = (baseUrl: string, method = 'GET'): Watch =>
  eventStream(createTransport({ baseUrl, retry: false }), { id: 'watch', method, path: '/', accept: ['text/event-stream'] });

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

async function read(watch: Watch, count: number, options: StreamOptions = {}): Promise<number[]> {
  const seen: number[] = [];
  for await (const { data } of watch(undefined, options)) {
    seen.push(data);
    if (seen.length === count) break;
  }
  return seen;
}

t.test('takes up a stream that broke, behind the last event, as soon as the server says', async (t) => {
  const { baseUrl, asked } = await serve(t, ({ headers }, response) => {
    const next = Number(headers['last-event-id'] ?? 0) + 1;
    begin(response).write(`retry: 1\nid: ${next}\ndata: ${next}\n\ndata: "cut off`);
    setTimeout(() => response.destroy(), 5);
  });
  t.strictSame(await read(watchAt(baseUrl), 3), [1, 2, 3]);
  t.strictSame(
    asked.map(({ headers }) => headers['last-event-id']),
    [undefined, '1', '2'],
  );
});

t.test('takes up a stream with ids that ended, until 204 says that it is over', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) => {
    if (index === 2) response.writeHead(204).end();
    else begin(response).end(`retry: 1\nid: é${index}\ndata: ${index}\n\n`);
  });
  t.strictSame(await read(watchAt(baseUrl), 9), [0, 1]);
  t.equal(Buffer.from(asked[2]?.headers['last-event-id'] as string, 'latin1').toString('utf8'), 'é1');
});

t.test('ends with a stream without ids that ends properly, unless it is told to come back', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) => begin(response).end(`data: ${index}\n\n`));
  t.strictSame(await read(watchAt(baseUrl), 9), [0]);
  t.strictSame(await read(watchAt(baseUrl), 2, { reconnect: { afterEnd: true, delay: 1 } }), [1, 2]);
  t.equal(asked.length, 3);
});

t.test('begins behind an id of an earlier reading', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => begin(response).end('data: 1\n\n'));
  await read(watchAt(baseUrl), 1, { lastEventId: '41' });
  t.equal(asked[0]?.headers['last-event-id'], '41');
});

t.test('comes back after answers that may be otherwise soon, as often as it may without success', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) => {
    if (index === 0) begin(response).end('id: 1\ndata: 1\n\n');
    else if (index < 3) response.writeHead(index === 1 ? 503 : 429, { 'retry-after': '0' }).end();
    else if (index === 3) begin(response).end('id: 2\ndata: 2\n\n');
    else response.writeHead(503).end();
  });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { data } of watchAt(baseUrl)(undefined, { reconnect: { attempts: 3, delay: 1 } })) seen.push(data);
  })();
  await t.rejects(reading, like({ status: 503 }));
  t.strictSame([seen, asked.length], [[1, 2], 7]);
});

t.test('gives up where the server refuses for good', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) =>
    index === 0 ? begin(response).end('retry: 1\nid: 1\ndata: 1\n\n') : response.writeHead(403).end(),
  );
  await t.rejects(read(watchAt(baseUrl), 9), like({ status: 403 }));
  t.equal(asked.length, 2);
});

t.test('does not come back where it is told not to, nor with a method that may have done its work', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => {
    begin(response).write('id: 1\ndata: 1\n\n');
    setTimeout(() => response.destroy(), 5);
  });
  await t.rejects(read(watchAt(baseUrl), 9, { reconnect: false }), like({ kind: 'network' }));
  await t.rejects(read(watchAt(baseUrl, 'POST'), 9), like({ kind: 'network' }));
  t.equal(asked.length, 2);
});

t.test('leaves the server when the loop is left, in the loop and while it waits', async (t) => {
  const app = createStreamsApp();
  t.teardown(() => app.close());
  const transport = createTransport({ baseUrl: await app.listen({ port: 0, host: '127.0.0.1' }) });
  const endless: StreamOperation<{ how: string }, ServerEvent<undefined, unknown>, never> = eventStream(transport, {
    id: 'endless',
    method: 'GET',
    path: '/ticks/endless/{how}',
    parameters: { how: 'path' },
    accept: ['text/event-stream'],
  });
  for await (const _ of endless({ how: 'break' })) break;
  const waiting = endless({ how: 'return' });
  await waiting.next();
  const next = waiting.next();
  await waiting.return();
  t.strictSame(await next, { done: true, value: undefined });
  const caller = new AbortController();
  const reading = (async () => {
    for await (const _ of endless({ how: 'abort' }, { signal: caller.signal })) caller.abort();
  })();
  await t.rejects(reading, like({ kind: 'aborted' }));
  while (left.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  t.strictSame(left.toSorted(), ['abort', 'break', 'return']);
});

t.test('asks for nothing before it is read', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => begin(response).end('data: 1\n\n'));
  const stream = watchAt(baseUrl)();
  await stream.return();
  t.strictSame(await stream.next(), { done: true, value: undefined });
  t.equal(asked.length, 0);
});

t.test('says at once that a path lacks a parameter, and asks nothing', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => begin(response).end());
  const watch: Watch = eventStream(createTransport({ baseUrl }), { id: 'watch', method: 'GET', path: '/{id}', accept: ['text/event-stream'] });
  t.throws(() => watch(), { name: 'TypeError', message: /\/\{id\}/ });
  t.equal(asked.length, 0);
});
