import t from 'tap';
import { createTransport, jsonLines } from '@typhoon/client';
import type { Failure, StreamOperation } from '@typhoon/client';
import { like } from '../fixtures/like.js';
import { serve } from '../fixtures/server.js';
import { createStreamsApp } from '../fixtures/streams-app.js';

interface Tick {
  number: number;
}
const lines = (baseUrl: string, path = '/'): StreamOperation<{ count?: number }, Tick, Failure<409, 'too_far'>> =>
  jsonLines(createTransport({ baseUrl, retry: false }), {
    id: 'lines',
    method: 'POST',
    path,
    parameters: { count: 'query' },
    accept: ['application/jsonl'],
    errors: { 409: ['too_far'] },
  });

async function numbersOf(stream: AsyncIterable<Tick>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { number } of stream) numbers.push(number);
  return numbers;
}

t.test('reads the lines of an application, and why there are none', async (t) => {
  const app = createStreamsApp();
  t.teardown(() => app.close());
  const read = lines(await app.listen({ port: 0, host: '127.0.0.1' }), '/ticks/lines');
  t.equal((await numbersOf(read({ count: 100 }))).length, 100);
  t.strictSame(await numbersOf(read({ count: 0 })), []);
  const refused = await read.safe({ count: 101 });
  t.match(refused, { ok: false, error: { kind: 'declared', code: 'too_far' } });
});

t.test('reads lines wherever they are cut and however they end', async (t) => {
  const text = '{"number":1}\r\n\n{"number":2}\n\x1e{"number":3}\n{"number":4}';
  const { baseUrl } = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    for (const character of text) response.write(character);
    response.end();
  });
  t.strictSame(await numbersOf(lines(baseUrl)()), [1, 2, 3, 4]);
});

t.test('tells lines that broke off from lines that are none', async (t) => {
  const cut = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/jsonl' }).write('{"number":1}\n{"num');
    setTimeout(() => response.destroy(), 5);
  });
  const stream = lines(cut.baseUrl)();
  t.strictSame((await stream.next()).value, { number: 1 });
  await t.rejects(stream.next(), like({ kind: 'network', status: 200 }));
  const wrong = await serve(t, (_request, response) => response.writeHead(200).end('<p>\n'));
  await t.rejects(lines(wrong.baseUrl)().next(), like({ kind: 'undecodable' }));
});
