import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import t from 'tap';
import { Bytes, Controller, Depends, EventStream, FileDownload, Get, Type, fastifyReply } from '@typhoon/core';
import type { FastifyReply } from 'fastify';
import { createWebApp } from './fixtures/web-app.js';

const TEXT = 'typhoon '.repeat(1_000);
let release: () => void;
const released = new Promise<void>((resolve) => {
  release = resolve;
});

@Controller('/')
class TextsController {
  @Get('/large', { response: Type.String() })
  large() {
    return TEXT;
  }

  @Get('/small', { response: Type.String() })
  small() {
    return 'small';
  }

  @Get('/tagged', { response: Type.String(), etag: 'strong' })
  tagged() {
    return TEXT;
  }

  @Get('/version', { response: Type.String() })
  version(@Depends(fastifyReply) reply: FastifyReply) {
    reply.header('etag', '"7"');
    return TEXT;
  }

  @Get('/as-it-is', { response: Type.String() })
  asItIs(@Depends(fastifyReply) reply: FastifyReply) {
    reply.header('cache-control', 'private, no-transform');
    return TEXT;
  }

  @Get('/events', { response: EventStream(Type.String()) })
  async *events() {
    yield 'first';
    await released;
    yield 'second';
  }

  @Get('/lines', { response: Bytes('text/plain') })
  async *lines() {
    yield Buffer.from('the first line');
    await released;
    yield Buffer.from('second');
  }

  @Get('/file', { response: FileDownload('text/plain') })
  file() {
    return { root: import.meta.dirname, path: 'compression.js', type: 'text/plain' };
  }

  @Get('/archive', { response: Bytes('application/octet-stream') })
  archive() {
    return gzipSync(TEXT);
  }
}

const app = createWebApp({ compression: true }, { controllers: [TextsController] });
const both = { 'accept-encoding': 'gzip, br' };

t.test('what is large is compressed as the client can read it, and says by what it differs', async (t) => {
  const br = await app.inject({ url: '/large', headers: both });
  t.match(br.headers, { 'content-encoding': 'br', vary: /accept-encoding/i });
  t.equal(br.headers['content-length'], String(br.rawPayload.length));
  t.equal(brotliDecompressSync(br.rawPayload).toString(), JSON.stringify(TEXT));
  const gzip = await app.inject({ url: '/large', headers: { 'accept-encoding': 'gzip' } });
  t.equal(gunzipSync(gzip.rawPayload).toString(), JSON.stringify(TEXT));
  const plain = await app.inject('/large');
  t.equal(plain.headers['content-encoding'], undefined);
  t.match(plain.headers.vary, /accept-encoding/i, 'a cache keeps them apart');
  t.equal((await app.inject({ url: '/small', headers: both })).headers['content-encoding'], undefined);
});

t.test('a tag that was made of other bytes is weak then, and is compared all the same', async (t) => {
  const plain = await app.inject('/tagged');
  const compressed = await app.inject({ url: '/tagged', headers: both });
  t.equal(compressed.headers.etag, `W/${String(plain.headers.etag)}`);
  const again = await app.inject({ url: '/tagged', headers: { ...both, 'if-none-match': String(compressed.headers.etag) } });
  t.match({ status: again.statusCode, body: again.body }, { status: 304, body: '' });
});

t.test('a strong tag of the handler’s own stays, uncompressed: If-Match needs it', async (t) => {
  const { headers } = await app.inject({ url: '/version', headers: both });
  t.equal(headers.etag, '"7"');
  t.equal(headers['content-encoding'], undefined);
});

t.test('parts of a file and packed bytes stay as they are', async (t) => {
  const part = await app.inject({ url: '/file', headers: { ...both, range: 'bytes=0-1999' } });
  t.match({ status: part.statusCode, length: part.rawPayload.length }, { status: 206, length: 2_000 });
  t.equal(part.headers['content-encoding'], undefined);
  const archive = await app.inject({ url: '/archive', headers: both });
  t.equal(archive.headers['content-encoding'], undefined);
  t.equal(gunzipSync(archive.rawPayload).toString(), TEXT);
});

t.test('no piece of a stream waits for the next one', async (t) => {
  const address = await app.listen({ port: 0 });
  t.teardown(() => app.close());
  const open = (path: string) =>
    new Promise<IncomingMessage>((resolve) => {
      get(address + path, { headers: { 'accept-encoding': 'gzip' } }, resolve);
    });
  const events = await open('/events');
  t.equal(events.headers['content-encoding'], undefined, 'events stay as they are');
  t.match(await readFirst(events), /first/);
  const lines = await open('/lines');
  t.equal(lines.headers['content-encoding'], 'gzip');
  t.equal(await readFirst(lines.pipe(createGunzip())), 'the first line', 'comes before the second is made');
  release();
});

t.test('an answer that leaves in one write is whole', async (t) => {
  const compressed = createWebApp({ compression: true }, { controllers: [TextsController] });
  const address = await compressed.listen({ port: 0 });
  t.teardown(() => compressed.close());
  const whole = await fetch(`${address}/large`);
  t.match({ coding: whole.headers.get('content-encoding'), body: await whole.json() }, { coding: /br|gzip/, body: TEXT });
});

async function readFirst(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    stream.once('data', (piece) => resolve(String(piece)));
  });
}

t.test('leaves an answer alone that says no-transform', async (t) => {
  const app = createWebApp({ compression: true }, { controllers: [TextsController] });
  const { headers, body } = await app.inject({ url: '/as-it-is', headers: { 'accept-encoding': 'br, gzip' } });
  t.strictSame([headers['content-encoding'], body], [undefined, JSON.stringify(TEXT)]);
});
