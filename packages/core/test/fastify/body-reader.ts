import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import tap from 'tap';
import type { Test } from 'tap';
import { createBodyReader } from '#src/fastify/body-reader.js';

const LIMIT = 100;

/** A server that answers with the text it has read. */
async function start(t: Test, before: (instance: FastifyInstance) => void = () => undefined): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: LIMIT });
  await app.register(async (instance) => {
    const readBody = createBodyReader(instance);
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser('*', (request, payload, done) => {
      readBody(request, payload, (error, body) => done(error, body?.toString()));
    });
    before(instance);
    instance.post('/', ({ body }) => ({ body }));
    instance.post('/small', { bodyLimit: 5 }, ({ body }) => ({ body }));
    instance.post('/large', { bodyLimit: 1000 }, ({ body }) => ({ body }));
    await Promise.resolve();
  });
  t.teardown(() => app.close());
  return app;
}

interface Sent {
  readonly url?: string;
  readonly head: string;
  readonly parts: readonly (string | Uint8Array)[];
}

/** Writes a request part by part, each after the one before has been read, and gives the status and body of the answer. */
async function send(app: FastifyInstance, { url = '/', head, parts }: Sent): Promise<{ status: number; body: string }> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.setNoDelay(true);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const arrived = once(app.server, 'request');
  socket.write(`POST ${url} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: text/x\r\n${head}\r\n\r\n`);
  const [request] = (await arrived) as [Readable];
  for (const part of parts) {
    const read = once(request, 'data');
    socket.write(part);
    await Promise.race([read, once(socket, 'close')]);
    await turn();
  }
  if (!socket.closed) await once(socket, 'close');
  return { status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) };
}

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

tap.test('reads a body in one piece, in many, and none', async (t) => {
  const app = await start(t);
  const rows: readonly (readonly [string, Sent, unknown])[] = [
    ['one', { head: 'content-length: 5', parts: ['hello'] }, { body: 'hello' }],
    ['many', { head: 'content-length: 5', parts: ['h', 'e', 'llo'] }, { body: 'hello' }],
    ['a character in two', { head: 'content-length: 4', parts: [Uint8Array.of(0x61, 0xe2), Uint8Array.of(0x82), Uint8Array.of(0xac)] }, { body: 'a€' }],
    ['no length', { head: 'transfer-encoding: chunked', parts: [chunk('hel'), `${chunk('lo')}0\r\n\r\n`] }, { body: 'hello' }],
  ];
  for (const [name, sent, want] of rows) {
    const { status, body } = await send(app, sent);
    t.strictSame([status, JSON.parse(body)], [200, want], name);
  }
  const none = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/x' } });
  t.strictSame(none.json(), { body: '' });
});

tap.test("refuses what is larger than its route's limit, whether it says so or not", async (t) => {
  const app = await start(t);
  const rows = [
    ['/', LIMIT, 200],
    ['/', LIMIT + 1, 413],
    ['/small', 5, 200],
    ['/small', 6, 413],
    ['/large', LIMIT + 1, 200],
    ['/large', 1000, 200],
    ['/large', 1001, 413],
  ] as const;
  for (const [url, size, status] of rows) {
    const [declared, undeclared] = await Promise.all([
      app.inject({ method: 'POST', url, headers: { 'content-type': 'text/x' }, payload: 'x'.repeat(size) }),
      app.inject({ method: 'POST', url, headers: { 'content-type': 'text/x' }, payload: Readable.from([Buffer.from('x'), Buffer.alloc(size - 1, 'x')]) }),
    ]);
    t.strictSame([declared.statusCode, undeclared.statusCode], [status, status], `${url} ${size}`);
    if (status === 413) t.match([declared.json(), undeclared.json()], Array(2).fill({ code: 'FST_ERR_CTP_BODY_TOO_LARGE' }));
  }
});

tap.test('answers as soon as the limit is passed: what follows is not waited for', async (t) => {
  const app = await start(t);
  const { status, body } = await send(app, { url: '/small', head: 'transfer-encoding: chunked', parts: [chunk('1234'), chunk('56')] });
  t.equal(status, 413);
  t.match(JSON.parse(body), { code: 'FST_ERR_CTP_BODY_TOO_LARGE' });
});

tap.test("reads the stream that a host's hook hands out", async (t) => {
  const streams: Record<string, (payload: Readable) => Readable & { receivedEncodedLength?: number }> = {
    texts: () => Readable.from(['he', 'llo']),
    bytes: () => Readable.from([new TextEncoder().encode('hello')]),
    unpacked: (payload) => {
      const unpacked: Readable & { receivedEncodedLength?: number } = payload.pipe(createGunzip());
      payload.on('data', (data: Buffer) => {
        unpacked.receivedEncodedLength = (unpacked.receivedEncodedLength ?? 0) + data.length;
      });
      return unpacked;
    },
    shorter: () => Readable.from([Buffer.from('a')]),
    packedTooLarge: () => Object.assign(Readable.from([Buffer.from('a')]), { receivedEncodedLength: LIMIT + 1 }),
    broken: (payload) => payload.pipe(createGunzip()),
    failing: () => Readable.from(Readable.from(['a']).map(() => Promise.reject(Object.assign(new Error('Not today'), { statusCode: 403 })))),
  };
  const app = await start(t, (instance) => {
    instance.addHook('preParsing', (request, _reply, payload, done) => {
      done(null, streams[request.headers['x-stream'] as string]?.(payload) ?? payload);
    });
  });
  const rows = [
    ['texts', 'hello', 200, { body: 'hello' }],
    ['bytes', 'hello', 200, { body: 'hello' }],
    ['unpacked', gzipSync('hello'), 200, { body: 'hello' }],
    ['unpacked', gzipSync('x'.repeat(LIMIT + 1)), 413, { code: 'FST_ERR_CTP_BODY_TOO_LARGE' }],
    ['shorter', 'hello', 400, { code: 'FST_ERR_CTP_INVALID_CONTENT_LENGTH' }],
    ['packedTooLarge', 'a', 413, { code: 'FST_ERR_CTP_BODY_TOO_LARGE' }],
    ['broken', 'hello', 400, { code: 'Z_DATA_ERROR' }],
    ['failing', 'hello', 403, { message: 'Not today' }],
  ] as const;
  for (const [stream, payload, status, want] of rows) {
    const answer = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/x', 'x-stream': stream }, payload });
    t.equal(answer.statusCode, status, stream);
    t.match(answer.json(), want, stream);
  }
});

tap.test('ends with a client that goes away in the middle, and says so once', async (t) => {
  const outcomes: (Error | null)[] = [];
  const app = Fastify();
  const readBody = createBodyReader(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request, payload, done) => {
    readBody(request, payload, (error, body) => {
      outcomes.push(error);
      done(error, body);
    });
  });
  let isHandled = false;
  app.post('/', () => {
    isHandled = true;
    return {};
  });
  t.teardown(() => app.close());
  await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const arrived = once(app.server, 'request');
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-type: text/x\r\ncontent-length: 10\r\n\r\n');
  const [request] = (await arrived) as [Readable];
  const read = once(request, 'data');
  socket.write('hello');
  await read;
  const closed = new Promise((resolve) => request.once('close', resolve));
  socket.destroy();
  await closed;
  await turn();
  t.match(outcomes, [{ code: 'ECONNRESET', statusCode: 400 }]);
  t.equal(outcomes.length, 1);
  t.notOk(isHandled);
});
