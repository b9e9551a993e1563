import { Controller, Depends, Get, Type } from '@typhoon/core';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import type { HttpClient } from '#src/http-client.js';
import type { HttpClientOptions } from '#src/client-options.js';
import { AT_ONCE, createTestApp, runClient } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';
import type { Answer } from './fixtures/upstream-server.js';

/** What a route answers whose only work is a call, and what its log says. */
async function answerOf(t: Parameters<typeof createTestApp>[0], options: HttpClientOptions) {
  const service = httpClient('stock', { retries: { limit: 1, ...AT_ONCE }, ...options });
  @Controller('/')
  class Shop {
    @Get('/', { response: Type.Unknown() })
    async read(@Depends(service) client: HttpClient) {
      return client.get('/items/:id', { params: { id: 'secret' }, query: { key: 'secret' }, response: Type.Object({ id: Type.Integer() }) });
    }
  }
  const lines: { level: number; msg: string }[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) };
  const app = createTestApp(t, { controllers: [Shop], server: { logger: { level: 'error', stream } } });
  const answer = await app.inject('/');
  const { status, code, detail } = answer.json<{ status: number; code: string; detail?: string }>();
  return { answer: [status, code, detail], body: answer.body, log: lines.map(({ msg }) => msg) };
}

const FAILURES: readonly {
  readonly name: string;
  readonly answer: Answer;
  readonly options?: HttpClientOptions;
  readonly want: readonly [status: number, code: string, log: RegExp, asked: number];
}[] = [
  {
    name: 'breaks the connection off',
    answer: (_, response) => response.destroy(),
    want: [502, 'upstream_failed', /^stock: GET http:\/\/127\.0\.0\.1:\d+\/items\/:id failed: (other side closed|read ECONNRESET)$/, 2],
  },
  {
    name: 'sends half an answer',
    answer: (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"id":');
      setImmediate(() => response.destroy());
    },
    want: [502, 'upstream_failed', /\/items\/:id failed: (other side closed|.*ECONNRESET|terminated|aborted)$/, 2],
  },
  {
    name: 'sends a packed answer that ends too early',
    answer: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"id":1}').subarray(0, 20)),
    want: [502, 'upstream_failed', /\/items\/:id failed: unexpected end of file$/, 2],
  },
  { name: 'fails', answer: (_, response) => sendJson(response, { secret: 1 }, 500), want: [502, 'upstream_failed', /\/items\/:id answered 500\.$/, 2] },
  { name: 'refuses', answer: (_, response) => sendJson(response, { secret: 1 }, 403), want: [502, 'upstream_failed', /\/items\/:id answered 403\.$/, 1] },
  {
    name: 'answers what is no JSON',
    answer: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<b>secret</b>'),
    want: [502, 'upstream_failed', /answered 200 with what is no JSON \(text\/html\)\.$/, 1],
  },
  {
    name: 'answers nothing',
    answer: (_, response) => response.writeHead(200).end(),
    want: [502, 'upstream_failed', /answered 200 without a body, where JSON is expected\.$/, 1],
  },
  {
    name: 'answers what does not fit the schema',
    answer: (_, response) => sendJson(response, { id: 'secret' }),
    want: [502, 'upstream_failed', /answered 200, but not what was agreed\. The value does not fit its schema: one mistake found\.\n {2}id: .*integer/, 1],
  },
  {
    name: 'never answers',
    answer: () => undefined,
    options: { timeout: 1_000 },
    want: [504, 'upstream_timeout', /\/items\/:id took longer than 1000 ms\.$/, 1],
  },
  {
    name: 'begins too late, twice',
    answer: () => undefined,
    options: { headersTimeout: 1_000 },
    want: [504, 'upstream_timeout', /\/items\/:id took too long: no answer within 1000 ms\.$/, 2],
  },
  {
    name: 'begins and never ends',
    answer: (_, response) => response.writeHead(200).write('{"id":'),
    options: { timeout: 1_000 },
    want: [504, 'upstream_timeout', /took longer than 1000 ms\.$/, 1],
  },
  {
    name: 'begins and pauses for too long',
    answer: (_, response) => response.writeHead(200).write('{"id":'),
    options: { bodyTimeout: 150, timeout: '5m', retries: 0 },
    want: [504, 'upstream_timeout', /\/items\/:id took too long: Body Timeout Error\.?$/, 1],
  },
  {
    name: 'answers more than is taken',
    answer: (_, response) => sendJson(response, 'x'.repeat(1_000)),
    options: { maxResponseSize: 999 },
    want: [502, 'upstream_failed', /failed: The answer is larger than 999 bytes\.$/, 1],
  },
  {
    name: 'answers little that is more when it is unpacked',
    answer: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
    options: { maxResponseSize: 100_000 },
    want: [502, 'upstream_failed', /failed: The answer is larger than 100000 bytes\.$/, 1],
  },
];

for (const { name, answer, options, want } of FAILURES) {
  const [status, code, log, asked] = want;
  t.test(`A service that ${name} is a ${status} that tells the client nothing of it, and one line in the log`, async (t) => {
    const upstream = await startUpstream(t, answer);
    const given = await answerOf(t, { baseUrl: upstream.url.replace('//', '//user:secret@'), ...options });
    t.strictSame(given.answer, [status, code, undefined]);
    t.notMatch(given.body + given.log.join(), /secret/);
    t.equal(given.log.length, 1);
    t.match(given.log[0], log);
    t.equal(upstream.requests.length, asked);
  });
}

t.test('A service that nobody runs is a 502', async (t) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const given = await answerOf(t, { baseUrl: `http://127.0.0.1:${port}` });
  t.strictSame(given.answer, [502, 'upstream_failed', undefined]);
  t.strictSame(given.log, [`stock: GET http://127.0.0.1:${port}/items/:id failed: connect ECONNREFUSED 127.0.0.1:${port}`]);
});

t.test('A service with which no connection comes about in time is a 504', async (t) => {
  const sockets: Socket[] = [];
  // Who takes the connection and says nothing of TLS.
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const given = await answerOf(t, { baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, connectTimeout: 150, timeout: '5m', retries: 0 });
  t.strictSame(given.answer, [504, 'upstream_timeout', undefined]);
  t.match(given.log, [/took too long: Connect Timeout Error/]);
});

t.test('What is no HTTP is a 502', async (t) => {
  const server = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.6\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const given = await answerOf(t, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  t.strictSame(given.answer, [502, 'upstream_failed', undefined]);
});

t.test('Packed answers are unpacked', async (t) => {
  const upstream = await startUpstream(t, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('[1]')));
  await runClient(t, { baseUrl: upstream.url }, async (client) => {
    const answer = await client.get('/');
    t.strictSame([answer.json(), answer.headers['content-encoding']], [[1], undefined]);
    t.equal((await client.head('/')).status, 200);
  });
});
