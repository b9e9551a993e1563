import { createHash } from 'node:crypto';
import { once } from 'node:events';
import Fastify from 'fastify';
import fastifyMultipart from '@fastify/multipart';
import t from 'tap';
import type { Test } from 'tap';
import { createApp } from '#src/app.js';
import { Controller } from '#src/decorators/controller.js';
import { File } from '#src/decorators/file.js';
import { Post } from '#src/decorators/method.js';
import { Form, Header, Query } from '#src/decorators/parameter.js';
import { Depends, dependency } from '#src/dependency/dependency.js';
import { fastifyRequest, signal } from '#src/dependency/request.js';
import type { UploadedFile } from '#src/http/upload-file.js';
import type { UploadStream } from '#src/http/upload-stream.js';
import { typhoon } from '#src/plugin.js';
import { Type } from '#src/schema/type.js';
import { security } from '#src/security/security.js';
import { BOUNDARY, MULTIPART_TYPE, PNG, multipartBody } from '../fixtures/multipart-body.js';
import type { PartText } from '../fixtures/multipart-body.js';
import { openConnection, readAnswer, sendRaw } from '../fixtures/raw-request.js';

const quiet = { server: { logger: false, bodyLimit: 100_000 } } as const;

/** Starts an application and returns what sends forms to it over a real port. */
async function listen(test: Test, ...controllers: (abstract new (...args: never[]) => object)[]) {
  const app = createApp({ ...quiet, controllers });
  test.teardown(() => app.close());
  const address = await app.listen({ port: 0 });
  return {
    app,
    address,
    post: (path: string, body: RequestInit['body'] | null, headers: Record<string, string> = {}) =>
      fetch(address + path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit),
    postParts: (path: string, parts: readonly PartText[], options = {}) =>
      fetch(address + path, { method: 'POST', body: multipartBody(parts, options), headers: { 'content-type': MULTIPART_TYPE } }),
  };
}

function form(...entries: readonly (readonly [name: string, value: string | Blob, filename?: string])[]): FormData {
  const data = new FormData();
  for (const [name, value, filename] of entries) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value, filename);
  }
  return data;
}

const png = new Blob([PNG], { type: 'image/png' });

async function errorsOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { errors: unknown }).errors;
}

t.test('a file in memory', async (t) => {
  @Controller('/')
  class Images {
    @Post('/one')
    one(@File('image') image: UploadedFile) {
      return { ...image.toJSON(), sniffed: image.sniffedType ?? null, sum: createHash('sha256').update(image.bytes).digest('hex') };
    }

    @Post('/mixed')
    mixed(
      @Form('title', Type.String({ minLength: 3 })) title: string,
      @Form('stars', Type.Integer()) stars: number,
      @File('image', { types: ['image/png'] }) image: UploadedFile,
      @Query('page', Type.Integer()) page: number,
    ) {
      return { title, stars, page, type: image.sniffedType };
    }

    @Post('/many')
    many(@File('pages', { maxCount: 3, minCount: 2 }) pages: UploadedFile[]) {
      return pages.map((page) => page.text());
    }

    @Post('/optional')
    optional(
      @File('image', { optional: true }) image: UploadedFile | undefined,
      @File('more', { maxCount: 2, minCount: 0 }) more: UploadedFile[],
      @File('rest', { maxCount: 2, optional: true }) rest?: UploadedFile[],
    ) {
      return { image: image?.filename ?? null, more: more.length, rest: rest?.length ?? null };
    }

    @Post('/small')
    small(@File('image', { maxSize: 1_000 }) image: UploadedFile) {
      return image.size;
    }

    @Post('/typed')
    typed(@File('image', { types: ['image/*', 'text/csv'] }) image: UploadedFile) {
      return image.sniffedType ?? 'nothing';
    }

    @Post('/believing')
    believing(@File('image', { types: ['image/png'], sniff: false }) image: UploadedFile) {
      return image.sniffedType ?? 'nothing';
    }
  }
  const { post, postParts, address } = await listen(t, Images);

  await t.test('reaches the handler with its name, declared type, size and bytes', async (t) => {
    const bytes = new Uint8Array(200_000).map((_byte, index) => index);
    const response = await post('/one', form(['image', new Blob([bytes], { type: 'application/x-thing' }), 'thing.bin']));
    t.equal(response.status, 200);
    t.strictSame(await response.json(), {
      name: 'image',
      filename: 'thing.bin',
      type: 'application/x-thing',
      size: 200_000,
      sniffed: null,
      sum: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  await t.test('comes with the coerced fields beside it, before or after', async (t) => {
    const response = await post('/mixed?page=2', form(['title', 'A cat'], ['image', png, 'cat.png'], ['stars', '5']));
    t.strictSame(await response.json(), { title: 'A cat', stars: 5, page: 2, type: 'image/png' });
  });

  await t.test('is missing in one answer with every other mistake of the request', async (t) => {
    const response = await post('/mixed?page=x', form(['title', 'A'], ['stars', '']));
    t.equal(response.status, 422);
    const errors = (await errorsOf(response)) as { type: string; loc: unknown }[];
    t.strictSame(
      errors.map(({ type, loc }) => [type, loc]),
      [
        ['int_parsing', ['query', 'page']],
        ['string_too_short', ['body', 'title']],
        ['missing', ['body', 'stars']],
        ['missing', ['body', 'image']],
      ],
    );
  });

  await t.test('is missing where the request has no body at all', async (t) => {
    const response = await post('/one', null);
    t.equal(response.status, 422);
    t.strictSame(await errorsOf(response), [{ type: 'missing', loc: ['body', 'image'], msg: 'Field required', input: null }]);
  });

  await t.test('keeps only the last part of its name, and nothing that cannot be seen', async (t) => {
    for (const [given, want] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\pictures\\cat.png', 'cat.png'],
      ['..', ''],
      ['ca\u0001t\u202e.png', 'cat.png'],
      ['кот.png', 'кот.png'],
    ] as const) {
      const response = await postParts('/one', [{ name: 'image', filename: given.replaceAll('\\', '\\\\'), type: 'image/png', value: PNG }]);
      t.equal(((await response.json()) as { filename: string }).filename, want, given);
    }
  });

  await t.test('comes in a list in the order of the body', async (t) => {
    const response = await post('/many', form(['pages', new Blob(['one']), '1'], ['pages', new Blob(['two']), '2'], ['pages', new Blob(['']), '3']));
    t.strictSame(await response.json(), ['one', 'two', '']);
  });

  await t.test('is asked for in sufficient number', async (t) => {
    const response = await post('/many', form(['pages', new Blob(['one']), '1']));
    t.equal(response.status, 422);
    t.match(await errorsOf(response), [{ type: 'too_short', loc: ['body', 'pages'], ctx: { min_length: 2, actual_length: 1 } }]);
  });

  await t.test('is refused with 413 where there are too many', async (t) => {
    const response = await post('/many', form(...[1, 2, 3, 4].map((page) => ['pages', new Blob([String(page)]), String(page)] as const)));
    t.equal(response.status, 413);
    t.match(await response.json(), { status: 413, detail: "The form has more than 3 files 'pages'." });
  });

  await t.test('may be left out where it is optional, by a browser too', async (t) => {
    t.strictSame(await (await post('/optional', form(['other', 'x']))).json(), { image: null, more: 0, rest: null });
    t.strictSame(await (await post('/optional', form(['image', new Blob([]), '']))).json(), { image: null, more: 0, rest: null });
    t.strictSame(await (await post('/optional', form(['image', png, 'a'], ['rest', png, 'b'], ['more', png, 'c']))).json(), { image: 'a', more: 1, rest: 1 });
  });

  await t.test('is a file and not a text', async (t) => {
    const response = await post('/one', form(['image', 'not a file']));
    t.strictSame(await errorsOf(response), [{ type: 'file_type', loc: ['body', 'image'], msg: 'Input should be a file', input: 'not a file' }]);
  });

  await t.test('may be as large as its limit, and not a byte larger', async (t) => {
    t.equal((await post('/small', form(['image', new Blob([new Uint8Array(1_000)]), 'a']))).status, 200);
    const response = await post('/small', form(['image', new Blob([new Uint8Array(1_001)]), 'a']));
    t.equal(response.status, 413);
    t.match(await response.json(), { detail: "The file 'image' is larger than 1000 bytes." });
  });

  await t.test('has to be of a declared type, by its header and by its content', async (t) => {
    const rows: readonly (readonly [type: string, value: Uint8Array | string, want: string])[] = [
      ['image/png', PNG, 'image/png'],
      ['image/x-png', PNG, 'image/png'],
      ['text/csv', 'a,b\n1,2\n', 'nothing'],
      ['image/svg+xml', '<?xml version="1.0"?><svg/>', 'application/xml'],
      ['text/html', '<p>', 'File should be of type image/* or text/csv, not text/html'],
      ['image/png', '<script>', 'File should be of type image/* or text/csv, not unknown content'],
      ['image/png', '', 'File should be of type image/* or text/csv, not unknown content'],
      ['text/csv', Buffer.from('PK\u0003\u0004'.padEnd(60, '\0')), 'File should be of type image/* or text/csv, not application/zip'],
    ];
    for (const [type, value, want] of rows) {
      const response = await postParts('/typed', [{ name: 'image', filename: 'x', type, value }]);
      const answer = (await response.json()) as string | { errors: { type: string; msg: string; loc: unknown }[] };
      if (typeof answer === 'string') t.equal(answer, want, type);
      else t.match(answer.errors, [{ type: 'file_media_type', msg: want, loc: ['body', 'image'] }], type);
    }
  });

  await t.test('is believed to be what its header says where nobody shall look', async (t) => {
    t.equal(await (await postParts('/believing', [{ name: 'image', filename: 'x', type: 'image/png', value: 'text' }])).json(), 'nothing');
  });

  await t.test('is not kept where nobody declared it', async (t) => {
    const response = await post('/one', form(['other', png, 'a.png'], ['image', png, 'b.png']));
    t.match(await response.json(), { filename: 'b.png' });
  });

  await t.test('is refused unread where the body says it is too large, and the connection is closed', async (t) => {
    const answer = await sendRaw(address, `POST /one HTTP/1.1\r\nhost: a\r\ncontent-type: ${MULTIPART_TYPE}\r\ncontent-length: 99999999\r\n\r\n`);
    t.equal(answer.status, 413);
    t.equal(answer.headers['connection'], 'close');
  });

  await t.test('is refused with an answer that reaches a client which is still writing', async (t) => {
    // What is refused while it is read, and what is refused unread: too large, of the wrong type, for nobody.
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield multipartBody([{ name: 'image', filename: 'a', value: '' }], { isOpen: true }).subarray(0, -2);
      for (let count = 0; count < 100; count++) yield await Promise.resolve(new Uint8Array(100_000));
    };
    const rows = [
      ['/small', MULTIPART_TYPE, 413],
      ['/small', 'text/plain', 415],
      ['/nowhere', MULTIPART_TYPE, 404],
    ] as const;
    for (const [path, type, status] of rows) {
      const response = await post(path, ReadableStream.from(pieces()), { 'content-type': type });
      t.match(await response.json(), { status }, path);
      t.equal(response.headers.get('connection'), 'close');
    }
  });

  await t.test('is refused where a body of unknown length grows too large', async (t) => {
    const socket = await openConnection(address);
    const answer = readAnswer(socket);
    socket.write(`POST /one HTTP/1.1\r\nhost: a\r\ncontent-type: ${MULTIPART_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`);
    socket.write(chunked(multipartBody([{ name: 'other', filename: 'x', type: 'text/plain', value: '' }], { isOpen: true })));
    for (let isRefused = false; !isRefused;) {
      socket.write(chunked(Buffer.alloc(65_536)));
      isRefused = await Promise.race([answer.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
    }
    t.match(await answer, { status: 413, headers: { connection: 'close' } });
  });

  await t.test('is no way around the limits of fields and parts', async (t) => {
    const many = await postParts(
      '/one',
      Array.from({ length: 1_001 }, (_, index) => ({ name: `f${index}`, value: '' })),
    );
    t.equal(many.status, 413);
    const parts = await postParts(
      '/one',
      Array.from({ length: 1_200 }, () => ({ name: 'x', filename: 'x', value: '' })),
    );
    t.equal(parts.status, 413);
    const large = await postParts('/one', [
      { name: 'a', value: 'x'.repeat(60_000) },
      { name: 'b', value: 'x'.repeat(60_000) },
    ]);
    t.equal(large.status, 413);
    const one = await postParts('/one', [{ name: 'a', value: 'x'.repeat(100_001) }]);
    t.equal(one.status, 413);
  });
});

t.test('a malformed multipart body is a mistake of the request, together with the others', async (t) => {
  @Controller('/')
  class Images {
    @Post('/')
    one(@File('image') image: UploadedFile, @Header('x-number', Type.Integer()) number: number) {
      return [image.size, number];
    }
  }
  const { address } = await listen(t, Images);
  const post = (type: string, body: string): ReturnType<typeof sendRaw> =>
    sendRaw(
      address,
      `POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-number: x\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  const part = multipartBody([{ name: 'image', filename: 'a', value: 'bytes' }], { isOpen: true }).toString();
  const rows: readonly (readonly [why: string, type: string, body: string, error: string | undefined])[] = [
    ['no boundary is named', 'multipart/form-data', part, 'Boundary not found'],
    ['the last boundary is missing', MULTIPART_TYPE, part, 'Unexpected end of multipart data'],
    ['it ends within a part', MULTIPART_TYPE, part.slice(0, -4), 'Unexpected end of multipart data'],
    ['it ends within the headers of a part', MULTIPART_TYPE, part.slice(0, 40), 'Unexpected end of multipart data'],
    ['another boundary is used', 'multipart/form-data; boundary=other', part, 'Unexpected end of multipart data'],
    ['it is empty', MULTIPART_TYPE, '\r\n', 'Unexpected end of multipart data'],
    ['it is no multipart at all', MULTIPART_TYPE, '{"image": 1}', 'Unexpected end of multipart data'],
    ['the boundary is longer than any may be', `multipart/form-data; boundary=${'x'.repeat(300)}`, part, 'The needle cannot have a length bigger than 256.'],
    ['a part has no name', MULTIPART_TYPE, multipartBody([{ headers: ['Content-Type: image/png'], value: 'x' }]).toString(), undefined],
    [
      'a part breaks its header',
      MULTIPART_TYPE,
      multipartBody([{ headers: ['Content-Disposition: form-data; name="im\nage"; filename="x"'], value: 'x' }]).toString(),
      undefined,
    ],
  ];
  for (const [why, type, body, error] of rows) {
    const answer = await post(type, body);
    t.equal(answer.status, 422, why);
    const { errors } = JSON.parse(answer.body) as { errors: unknown[] };
    const second =
      error === undefined
        ? { type: 'missing', loc: ['body', 'image'] }
        : { type: 'multipart_invalid', loc: ['body'], msg: 'Multipart decode error', ctx: { error } };
    t.match(errors, [{ type: 'int_parsing', loc: ['header', 'x-number'] }, second], why);
  }
});

t.test('names of parts cannot reach a prototype', async (t) => {
  @Controller('/')
  class Images {
    @Post('/')
    one(@File('image') image: UploadedFile, @Form('constructor', Type.String()) text: string, @Depends(fastifyRequest) request: { readonly body: unknown }) {
      const { fields } = request.body as { fields: object };
      return [image.filename, text, Object.keys(fields), ({} as Record<string, unknown>)['polluted'] ?? null];
    }
  }
  const { postParts } = await listen(t, Images);
  const response = await postParts('/', [
    { name: '__proto__', value: 'polluted' },
    { name: '__proto__', filename: 'x', value: 'polluted' },
    { name: 'constructor', value: 'own' },
    { name: 'image', filename: 'x', value: '' },
  ]);
  t.strictSame(await response.json(), ['x', 'own', ['constructor'], null]);
});

t.test('unknown fields and files are refused where the route says so', async (t) => {
  @Controller('/')
  class Images {
    @Post('/', { unknown: { form: 'reject' } })
    one(@File('image') image: UploadedFile) {
      return image.size;
    }
  }
  const { post } = await listen(t, Images);
  t.equal((await post('/', form(['image', png, 'a']))).status, 200);
  const response = await post('/', form(['image', png, 'a'], ['more', 'x'], ['other', png, 'b']));
  t.equal(response.status, 422);
  t.match(await errorsOf(response), [
    { type: 'extra_forbidden', loc: ['body', 'more'], input: 'x' },
    { type: 'extra_forbidden', loc: ['body', 'other'], input: { filename: 'b', type: 'image/png' } },
  ]);
});

t.test('security comes before the first byte of a body, and dependencies after all validation', async (t) => {
  const ran: string[] = [];
  const user = dependency({ token: security.bearer() }, ({ token }) => {
    ran.push('user');
    return token;
  });
  const transaction = dependency({ image: File('image', { types: ['image/png'] }) }, async function* ({ image }) {
    ran.push('begin');
    try {
      yield image.size;
    } finally {
      ran.push('end');
    }
  });
  @Controller('/', { bodyLimit: 200_000 })
  class Images {
    @Post('/')
    one(@Depends(user) name: string, @Depends(transaction) size: number) {
      return [name, size];
    }
  }
  const { address, post } = await listen(t, Images);

  const head = `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: text/nothing\r\ncontent-length: 99999999\r\n\r\n`;
  const refused = await sendRaw(address, head);
  t.equal(refused.status, 401, '401 beats 413 and 415');
  t.equal(refused.headers['connection'], 'close');

  const wrong = await post('/', form(['image', new Blob(['x'], { type: 'text/plain' }), 'a']), { authorization: 'Bearer ada' });
  t.equal(wrong.status, 422);
  t.strictSame(ran, ['user']);

  const right = await post('/', form(['image', png, 'a']), { authorization: 'Bearer ada' });
  t.strictSame(await right.json(), ['ada', PNG.length]);
  t.strictSame(ran, ['user', 'user', 'begin', 'end']);
});

t.test('a file that is streamed', async (t) => {
  const seen: { closed: string[]; aborted: AbortSignal[]; begun: PromiseWithResolvers_<void>; failed: unknown[] } = {
    closed: [],
    aborted: [],
    begun: deferred(),
    failed: [],
  };
  const transaction = dependency({}, async function* () {
    try {
      yield 1;
      seen.closed.push('committed');
    } catch (error) {
      seen.closed.push('rolled back');
      throw error;
    }
  });
  @Controller('/')
  class Videos {
    @Post('/sum')
    async sum(
      @Form('title', Type.String()) title: string,
      @File('video', { stream: true, maxSize: 50_000_000, types: ['image/png', 'application/octet-stream'] }) video: UploadStream,
    ) {
      const hash = createHash('sha256');
      for await (const chunk of video) hash.update(chunk);
      return { title, size: video.size, sniffed: video.sniffedType ?? null, sum: hash.digest('hex') };
    }

    @Post('/small')
    async small(@Depends(transaction) _transaction: number, @File('video', { stream: true, maxSize: 100_000 }) video: UploadStream) {
      let size = 0;
      for await (const chunk of video) size += chunk.length;
      return size;
    }

    @Post('/unread')
    unread(@File('video', { stream: true, maxSize: 50_000_000 }) video: UploadStream) {
      return video.filename;
    }

    @Post('/broken')
    async broken(@File('video', { stream: true, maxSize: 50_000_000 }) video: UploadStream) {
      for await (const chunk of video) return chunk.length > 0;
      return false;
    }

    @Post('/twice')
    async twice(@File('video', { stream: true }) video: UploadStream) {
      const reader = video.stream().getReader();
      while (!(await reader.read()).done);
      try {
        for await (const _chunk of video) t.fail('there is nothing left');
        return 'read twice';
      } catch (error) {
        return (error as Error).message;
      }
    }

    @Post('/ordered')
    async ordered(
      @Form('after', Type.Optional(Type.String())) after: string | undefined,
      @File('video', { stream: true, optional: true }) video: UploadStream | undefined,
    ) {
      let size = 0;
      for await (const chunk of video ?? []) size += chunk.length;
      return { after: after ?? null, size };
    }

    @Post('/left')
    async left(
      @Depends(transaction) _transaction: number,
      @Depends(signal) aborted: AbortSignal,
      @File('video', { stream: true, maxSize: 50_000_000 }) video: UploadStream,
    ) {
      seen.aborted.push(aborted);
      try {
        for await (const _chunk of video) seen.begun.resolve();
      } catch (error) {
        seen.failed.push(error);
        throw error;
      }
      return null;
    }
  }
  const { post, postParts, address } = await listen(t, Videos);

  await t.test('reaches the handler chunk by chunk, with the fields before it', async (t) => {
    const bytes = new Uint8Array(20_000_000).map((_byte, index) => index * 7);
    const response = await post('/sum', form(['title', 'A film'], ['video', new Blob([bytes], { type: 'application/octet-stream' }), 'film.mp4']));
    t.strictSame(await response.json(), { title: 'A film', size: bytes.length, sniffed: null, sum: createHash('sha256').update(bytes).digest('hex') });
  });

  await t.test('is in the handler before the rest of it has been sent', async (t) => {
    seen.begun = deferred();
    const socket = await openConnection(address);
    socket.on('error', () => undefined);
    socket.write(`POST /left HTTP/1.1\r\nhost: a\r\ncontent-type: ${MULTIPART_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`);
    socket.write(
      chunked(multipartBody([{ name: 'video', filename: 'x', type: 'video/mp4', value: 'the beginning of a long film, '.repeat(3_000) }], { isOpen: true })),
    );
    await seen.begun.promise;
    t.pass('the handler has seen a chunk of an upload that is still open');

    socket.destroy();
    await waitFor(() => seen.closed.length > 0);
    t.strictSame(seen.closed.splice(0), ['rolled back'], 'a client that leaves rolls back');
    t.equal(seen.aborted.at(-1)?.aborted, true, 'and the signal is aborted');
    await waitFor(() => seen.failed.length > 0);
    t.match(seen.failed, [{ status: 400 }], 'and the loop of the handler ends with an error');
  });

  await t.test('is refused by its first bytes before the handler runs', async (t) => {
    const response = await post('/sum', form(['title', 'A film'], ['video', new Blob(['GIF89a'.padEnd(9_000)], { type: 'image/png' }), 'film.png']));
    t.equal(response.status, 422);
    t.match(await errorsOf(response), [{ type: 'file_media_type', loc: ['body', 'video'], ctx: { actual: 'image/gif' } }]);
  });

  await t.test('fails the loop of the handler with 413 over its limit, which rolls back', async (t) => {
    const response = await post('/small', form(['video', new Blob([new Uint8Array(100_001)]), 'film.mp4']));
    t.equal(response.status, 413);
    t.match(await response.json(), { detail: "The file 'video' is larger than 100000 bytes." });
    t.strictSame(seen.closed.splice(0), ['rolled back']);
    t.equal(await (await post('/small', form(['video', new Blob([new Uint8Array(100_000)]), 'film.mp4']))).json(), 100_000);
    t.strictSame(seen.closed.splice(0), ['committed']);
  });

  await t.test('fails the loop of the handler with 422 where the body breaks off', async (t) => {
    const response = await postParts('/small', [{ name: 'video', filename: 'x', value: 'bytes' }], { isOpen: true });
    t.equal(response.status, 422);
    t.strictSame(seen.closed.splice(0), ['rolled back']);
  });

  await t.test('leaves nothing on the connection where the handler does not read it', async (t) => {
    for (const [path, want] of [
      ['/unread', '"film.mp4"'],
      ['/broken', 'true'],
    ] as const) {
      const socket = await openConnection(address);
      socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${MULTIPART_TYPE}\r\ncontent-length: 9999999\r\n\r\n`);
      socket.write(multipartBody([{ name: 'video', filename: 'film.mp4', value: 'x'.repeat(1_000) }], { isOpen: true }));
      const answer = await readAnswer(socket);
      t.equal(answer.status, 200);
      t.equal(answer.body, want);
      t.equal(answer.headers['connection'], 'close');
    }
  });

  await t.test('keeps the connection where it was read to its end', async (t) => {
    const response = await post('/small', form(['video', new Blob(['x']), 'film.mp4']));
    t.equal(response.headers.get('connection'), 'keep-alive');
    await response.text();
    seen.closed.splice(0);
  });

  await t.test('is read once', async (t) => {
    const response = await post('/twice', form(['video', new Blob(['x']), 'film.mp4']));
    t.equal(await response.text(), `"The file 'video' is streamed: it can be read once. Keep what you need of it."`);
  });

  await t.test('is the last part that is declared', async (t) => {
    const file = { name: 'video', filename: 'x', value: 'bytes' };
    t.strictSame(await (await postParts('/ordered', [{ name: 'after', value: 'x' }, file])).json(), { after: 'x', size: 5 });
    t.strictSame(await (await postParts('/ordered', [file, { name: 'nobody', value: 'x' }])).json(), { after: null, size: 5 });
    const late = await postParts('/ordered', [file, { name: 'after', value: 'x' }]);
    t.equal(late.status, 422);
    t.match(await errorsOf(late), [{ type: 'form_order', loc: ['body', 'after'] }]);
  });

  await t.test('may be left out where it is optional, by a browser too', async (t) => {
    t.strictSame(await (await postParts('/ordered', [{ name: 'after', value: 'x' }])).json(), { after: 'x', size: 0 });
    const empty = await postParts('/ordered', [
      { name: 'video', filename: '', type: 'application/octet-stream', value: '' },
      { name: 'after', value: 'x' },
    ]);
    t.strictSame(await empty.json(), { after: 'x', size: 0 });
  });
});

t.test('a client that leaves in the middle of a buffered upload runs no handler and leaves nothing open', async (t) => {
  let calls = 0;
  @Controller('/')
  class Images {
    @Post('/')
    one(@File('image') image: UploadedFile) {
      calls++;
      return image.size;
    }
  }
  const { app, address } = await listen(t, Images);
  const errors: unknown[] = [];
  app.fastify.server.on('connection', (socket) => socket.on('error', (error) => errors.push(error)));
  const socket = await openConnection(address);
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-type: ${MULTIPART_TYPE}\r\ncontent-length: 99999\r\n\r\n--${BOUNDARY}\r\n`);
  const [peer] = (await once(app.fastify.server, 'request').catch(() => [])) as [{ socket: { destroyed: boolean } } | undefined];
  socket.resetAndDestroy();
  await waitFor(() => peer?.socket.destroyed === true);
  t.equal(calls, 0);
});

t.test('a host that reads multipart by itself keeps doing so', async (t) => {
  @Controller('/ours')
  class Images {
    @Post('/')
    one(@File('image') image: UploadedFile, @Form('title', Type.String()) title: string) {
      return [image.size, title];
    }
  }
  for (const options of [{}, { attachFieldsToBody: true }] as const) {
    const host = Fastify();
    t.teardown(() => host.close());
    await host.register(fastifyMultipart, options);
    host.post('/theirs', async (request) => (options.attachFieldsToBody === true ? Object.keys(request.body as object) : (await request.file())?.fieldname));
    await host.register(typhoon, { controllers: [Images] });
    const body = multipartBody([
      { name: 'title', value: 'x' },
      { name: 'image', filename: 'x', value: 'bytes' },
    ]);
    const headers = { 'content-type': MULTIPART_TYPE };
    t.strictSame((await host.inject({ method: 'POST', url: '/ours', body, headers })).json(), [5, 'x']);
    const theirs = await host.inject({ method: 'POST', url: '/theirs', body, headers });
    t.match(theirs.body, 'image');
  }
});

type PromiseWithResolvers_<TValue> = { readonly promise: Promise<TValue>; readonly resolve: (value: TValue) => void };

function deferred<TValue>(): PromiseWithResolvers_<TValue> {
  let resolve: (value: TValue) => void = () => undefined;
  const promise = new Promise<TValue>((settle) => (resolve = settle));
  return { promise, resolve };
}

function chunked(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
