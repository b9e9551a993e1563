import t from 'tap';
import { like } from '../fixtures/like.js';
import { createTransport, operation } from '@typhoon/client';
import type { ClientOptions, Operation, Success } from '@typhoon/client';
import { json, serve } from '../fixtures/server.js';

type Any = Operation<{ body?: unknown }, Success<200, { tries: number }>, never>;

const accept = ['application/json'];
const quick = { delay: 1 };

function operations(baseUrl: string, options: ClientOptions = {}) {
  const transport = createTransport({ baseUrl, retry: quick, ...options });
  const get: Any = operation(transport, { id: 'get', method: 'GET', path: '/', accept });
  const post: Any = operation(transport, { id: 'post', method: 'POST', path: '/', accept, body: [{ type: 'application/json' }] });
  return { get, post };
}

t.test('asks again when a server may answer otherwise soon, and gives its last answer', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response, index) => json(response, index < 2 ? 503 : 200, { tries: index + 1 }));
  t.strictSame(await operations(baseUrl).get(), { tries: 3 });
  asked.length = 0;
  const failing = await serve(t, (_request, response, index) => json(response, 502, { code: `n${index}` }));
  await t.rejects(operations(failing.baseUrl).get(), like({ status: 502, code: 'n2', kind: 'undeclared' }));
  t.equal(failing.asked.length, 3);
});

t.test('asks again when the connection is cut before an answer', async (t) => {
  const { baseUrl } = await serve(t, (_request, response, index) => (index === 0 ? response.destroy() : json(response, 200, { tries: index + 1 })));
  t.strictSame(await operations(baseUrl).get(), { tries: 2 });
});

t.test('repeats no method that may have done its work, unless the call says so', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 503, {}));
  const { post } = operations(baseUrl);
  await t.rejects(post({ body: { a: 1 } }), like({ status: 503 }));
  t.equal(asked.length, 1);
  await t.rejects(post({ body: { a: 1 } }, { retry: { count: 1, delay: 1 } }), like({ status: 503 }));
  t.strictSame(
    asked.map(({ body }) => body),
    ['{"a":1}', '{"a":1}', '{"a":1}'],
  );
  await t.rejects(post({}, { headers: { 'idempotency-key': 'k' } }), like({ status: 503 }));
  t.equal(asked.length, 6);
});

t.test('asks not again what is final', async (t) => {
  for (const status of [400, 404, 500, 501]) {
    const { baseUrl, asked } = await serve(t, (_request, response) => json(response, status, {}));
    await t.rejects(operations(baseUrl).get(), like({ status }));
    t.equal(asked.length, 1, String(status));
  }
});

t.test('waits as long as the server asks for, in seconds or until a date', async (t) => {
  for (const value of ['0', new Date(Date.now() - 5000).toUTCString()]) {
    const { baseUrl } = await serve(t, (_request, response, index) => json(response, index === 0 ? 429 : 200, { tries: index + 1 }, { 'retry-after': value }));
    // With a delay of its own it would still be waiting when the test ends.
    t.strictSame(await operations(baseUrl, { retry: { delay: 1e9 } }).get(), { tries: 2 });
  }
});

t.test('gives up at once where the server asks for more time than there is', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 503, {}, { 'retry-after': '60' }));
  await t.rejects(operations(baseUrl).get(), like({ status: 503 }));
  await t.rejects(operations(baseUrl, { retry: { maxDelay: 120_000 }, timeout: 5_000 }).get(), like({ status: 503 }));
  t.equal(asked.length, 2);
});

t.test('sends a stream once, while it is read', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 503, {}));
  const put = operation(createTransport({ baseUrl, retry: quick }), { id: 'put', method: 'PUT', path: '/', body: [{ type: 'application/octet-stream' }] });
  const body = new Blob(['streamed']).stream();
  await t.rejects((put as Any)({ body }), like({ status: 503 }));
  t.match(asked, [{ body: 'streamed', headers: { 'content-type': 'application/octet-stream' } }]);
  t.equal(asked.length, 1);
});

t.test('stops waiting when the caller aborts', async (t) => {
  const caller = new AbortController();
  const { baseUrl, asked } = await serve(t, (_request, response) => {
    json(response, 503, {});
    response.on('finish', () => setTimeout(() => caller.abort(), 20));
  });
  await t.rejects(operations(baseUrl, { retry: { delay: 1e9, maxDelay: 1e9 }, timeout: 0 }).get({}, { signal: caller.signal }), like({ kind: 'aborted' }));
  t.equal(asked.length, 1);
});
