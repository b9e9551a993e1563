import { Readable } from 'node:stream';
import t from 'tap';
import { Bytes, Controller, Get, createApp, reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const PIXELS = new Uint8Array([0, 255, 128, 10]);

@Controller('/')
class Pictures {
  @Get('/array', { response: Bytes('image/png') })
  array(): Uint8Array {
    return PIXELS.subarray(1, 3);
  }

  @Get('/buffer', { response: Bytes('image/png') })
  buffer(): Buffer {
    return Buffer.from(PIXELS);
  }

  @Get('/arraybuffer', { response: Bytes('image/png') })
  arrayBuffer(): ArrayBuffer {
    return PIXELS.slice().buffer;
  }

  @Get('/stream', { response: Bytes('image/png') })
  async stream(): Promise<Readable> {
    return Promise.resolve(Readable.from([PIXELS.subarray(0, 2), PIXELS.subarray(2)]));
  }

  @Get('/web', { response: Bytes('image/png') })
  web(): ReadableStream<Uint8Array> {
    return new Blob([PIXELS]).stream();
  }

  @Get('/range', { responses: { 200: Bytes('image/*') } })
  range() {
    return reply(200, PIXELS, { 'content-type': 'image/webp' });
  }

  @Get('/text', { response: Bytes('image/png') })
  text(): never {
    return 'secret' as never;
  }

  // @ts-expect-error a text is not bytes
  @Get('/refused', { response: Bytes('image/png') })
  refused(): string {
    return '';
  }
}

t.test('sends bytes and streams of them with their media type', async (t) => {
  const app = await startApp(t, { controllers: [Pictures] });
  const rows = [
    ['/array', [255, 128]],
    ['/buffer', [...PIXELS]],
    ['/arraybuffer', [...PIXELS]],
    ['/stream', [...PIXELS]],
    ['/web', [...PIXELS]],
  ] as const;
  for (const [url, want] of rows) {
    const response = await app.inject(url);
    t.strictSame([response.statusCode, response.headers['content-type'], [...response.rawPayload]], [200, 'image/png', want], url);
    const head = await app.inject({ method: 'HEAD', url });
    t.strictSame([head.statusCode, head.headers['content-type'], head.rawPayload.length], [200, 'image/png', 0], `HEAD ${url}`);
  }
});

t.test('leaves the type to the handler where a range is declared', async (t) => {
  const app = await startApp(t, { controllers: [Pictures] });
  for (const accept of ['image/webp', 'image/*', '*/*']) {
    const response = await app.inject({ url: '/range', headers: { accept } });
    t.strictSame([response.statusCode, response.headers['content-type']], [200, 'image/webp'], accept);
  }
});

t.test('refuses everything else with a neutral 500', async (t) => {
  const app = await startApp(t, { controllers: [Pictures] });
  const response = await app.inject('/text');
  t.equal(response.statusCode, 500);
  t.equal(
    app.lines.at(-1)?.msg,
    'Pictures.text returned what cannot be sent with status 200: its response expects bytes or a stream of them, but got a string.',
  );
  t.notMatch(JSON.stringify([response.payload, app.lines]), 'secret');
});

t.test('asks for the media type', (t) => {
  @Controller('/')
  class Untyped {
    // @ts-expect-error bytes of which type?
    @Get('/', { response: Bytes })
    untyped(): void {}
  }
  t.throws(() => createApp({ controllers: [Untyped] }), {
    code: 'TYPHOON_ERR_ROUTE_RESPONSE',
    message: /response expects a TypeBox schema, a Model class or a response like Text but got the function 'Bytes'/,
  });
  t.end();
});
