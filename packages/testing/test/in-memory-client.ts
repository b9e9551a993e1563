import t from 'tap';
import {
  Body,
  Controller,
  Cookie,
  Delete,
  Depends,
  File,
  Form,
  Get,
  Header,
  Path,
  Post,
  Put,
  Query,
  Route,
  Type,
  background,
  createApp,
  dependency,
  fastifyRequest,
  reply,
  security,
} from '@typhoon/core';
import type { UploadedFile } from '@typhoon/core';
import { createInMemoryClient } from '@typhoon/testing';

const clock = dependency({}, () => 'the real time');
const lines: string[] = [];

/** A singleton that says when it is closed. */
const store = dependency(
  {},
  function* openStore() {
    yield { name: 'store' };
    lines.push('closed');
  },
  { lifetime: 'singleton' },
);

@Controller('/echo')
class EchoController {
  @Get('/query', { response: Type.Unknown() })
  query(@Query('tag', Type.Array(Type.String(), { default: [] })) tags: string[], @Query('page', Type.Integer({ default: 1 })) page: number) {
    return { tags, page };
  }

  @Get('/headers', { response: Type.Unknown() })
  headers(@Header('x-name', Type.String()) name: string, @Cookie('theme', Type.String()) theme: string, @Depends(security.bearer()) token: string) {
    return { name, theme, token };
  }

  @Post('/json', { response: Type.Unknown() })
  json(@Body(Type.Unknown()) body: unknown) {
    return { body };
  }

  @Post('/form', { response: Type.Unknown() })
  form(@Form('name', Type.String()) name: string) {
    return { name };
  }

  @Put('/:id', { responses: { 202: Type.Object({ id: Type.Integer() }) } })
  put(@Path('id', Type.Integer()) id: number) {
    return reply(202, { id }, { 'set-cookie': 'seen=1; Path=/' });
  }

  @Get('/cookies', { response: Type.Unknown() })
  cookies(@Cookie(Type.Record(Type.String(), Type.String())) cookies: Record<string, string>) {
    return cookies;
  }

  @Delete('/:id', { status: 204 })
  remove(@Path('id', Type.Integer()) _id: number): void {}

  @Route('QUERY', '/any', { response: Type.String() })
  any(@Depends(fastifyRequest) request: { readonly method: string }) {
    return request.method;
  }

  @Get('/time', { response: Type.String() })
  time(@Depends(clock) now: string) {
    return now;
  }

  @Post('/later', { status: 204 })
  later(@Depends(background) background: { add(work: () => unknown): void }, @Depends(store) _store: object): void {
    background.add(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      lines.push('done');
    });
  }
}

async function startClient(t: { teardown(tidy: () => unknown): void }) {
  const client = await createInMemoryClient(createApp({ controllers: [EchoController], server: { logger: false } }));
  t.teardown(() => client.close());
  return client;
}

t.test('sends query parameters: lists repeat their key, undefined is left out', async (t) => {
  const client = await startClient(t);
  const response = await client.get('/echo/query', { query: { tag: ['a b', '&'], page: undefined } });
  t.strictSame(response.json(), { tags: ['a b', '&'], page: 1 });
});

t.test('sends headers, cookies and a bearer token', async (t) => {
  const client = await startClient(t);
  const response = await client.get('/echo/headers', { headers: { 'x-name': 'Ada' }, cookies: { theme: 'dark' }, bearer: 'secret' });
  t.strictSame(response.json(), { name: 'Ada', theme: 'dark', token: 'secret' });
});

t.test('sends JSON, null too, and forms, and a body as it is', async (t) => {
  const client = await startClient(t);
  t.strictSame((await client.post('/echo/json', { json: { price: 1.5 } })).json(), { body: { price: 1.5 } });
  t.strictSame((await client.post('/echo/json', { json: null })).json(), { body: null });
  t.strictSame((await client.post('/echo/form', { form: { name: 'Ada & Co' } })).json(), { name: 'Ada & Co' });
  const headers = { 'content-type': 'application/json' };
  t.strictSame((await client.post('/echo/json', { headers, body: '[1]' })).json(), { body: [1] });
  t.strictSame((await client.post('/echo/json', { headers, body: new TextEncoder().encode('[2]') })).json(), { body: [2] });
});

t.test('answers with status, headers, cookies, text and bytes', async (t) => {
  const client = await startClient(t);
  const response = await client.put('/echo/7');
  t.match(response, { status: 202, text: '{"id":7}', headers: { 'content-type': /^application\/json/ }, cookies: [{ name: 'seen', value: '1' }] });
  t.strictSame([...response.bytes], [...Buffer.from('{"id":7}')]);
  t.strictSame((await client.delete('/echo/7')).status, 204);
  t.equal((await client.get('/nowhere')).json().status, 404);
  await t.rejects(
    client.delete('/echo/7').then((empty) => empty.json()),
    SyntaxError,
  );
});

t.test('a browser keeps its cookies, over requests and streams, and no other client has them', async (t) => {
  const client = await startClient(t);
  const browser = client.browser();
  await browser.put('/echo/7');
  const cookiesOf = async (from: typeof client, cookies = {}) => (await from.get('/echo/cookies', { cookies })).json<Record<string, string>>();
  t.strictSame(await cookiesOf(browser), { seen: '1' });
  t.strictSame(await cookiesOf(browser, { seen: '2', more: 'x' }), { seen: '2', more: 'x' }, 'what a request says itself wins');
  t.strictSame([await cookiesOf(client), await cookiesOf(client.browser())], [{}, {}]);
  t.strictSame(await (await browser.stream('GET', '/echo/cookies')).text(), '{"seen":"1"}');
});

t.test('sends any method', async (t) => {
  const client = await startClient(t);
  t.equal((await client.request('QUERY', '/echo/any', { json: {} })).json(), 'QUERY');
});

t.test('replaces a dependency until it is put back', async (t) => {
  const client = await startClient(t);
  const time = async () => (await client.get('/echo/time')).json<string>();
  t.equal(await time(), 'the real time');
  client.override(clock, () => 'noon');
  t.equal(await time(), 'noon');
  client.restore();
  t.equal(await time(), 'the real time');
  const putBack = client.override(clock, () => 'midnight');
  t.equal(await time(), 'midnight');
  putBack();
  t.equal(await time(), 'the real time');
});

t.test('takes only a replacement of the same type', async (t) => {
  const client = await startClient(t);
  // @ts-expect-error a number is no text
  client.override(clock, () => 12);
  client.restore();
  t.equal((await client.get('/echo/time')).status, 200);
});

t.test('waits for background work, and closes the application with what it opened', async (t) => {
  lines.length = 0;
  const client = await createInMemoryClient(createApp({ controllers: [EchoController], server: { logger: false } }));
  t.equal((await client.post('/echo/later')).status, 204);
  await client.backgroundIdle();
  t.strictSame(lines, ['done']);
  await client[Symbol.asyncDispose]();
  t.strictSame(lines, ['done', 'closed']);
});

@Controller('/uploads')
class UploadsController {
  @Post('/', { status: 201, response: Type.Unknown() })
  upload(@Form('title', Type.String()) title: string, @File('files', { maxCount: 2 }) files: UploadedFile[]) {
    return { title, files: files.map((file) => [file.filename, file.type, file.text()]) };
  }

  @Post('/fields', { status: 201, response: Type.Unknown() })
  fields(@Form('tag', Type.Array(Type.String())) tags: string[], @Form('page', Type.Integer()) page: number) {
    return { tags, page };
  }
}

t.test('sends files as multipart, and several values of a field', async (t) => {
  const client = await createInMemoryClient(createApp({ controllers: [UploadsController], server: { logger: false } }));
  t.teardown(() => client.close());
  const form = new FormData();
  form.set('title', 'Two notes');
  form.append('files', new Blob(['one'], { type: 'text/plain' }), 'größe.txt');
  form.append('files', new Blob(['two'], { type: 'text/csv' }), 'two.csv');
  const sent = await client.post('/uploads', { form });
  t.equal(sent.status, 201);
  t.strictSame(sent.json(), {
    title: 'Two notes',
    files: [
      ['größe.txt', 'text/plain', 'one'],
      ['two.csv', 'text/csv', 'two'],
    ],
  });
  t.strictSame((await client.post('/uploads/fields', { form: { tag: ['a', 'b'], page: 2, none: undefined } })).json(), { tags: ['a', 'b'], page: 2 });
});

t.test('asks with HEAD and OPTIONS, too', async (t) => {
  const client = await startClient(t);
  const head = await client.head('/echo/query');
  t.strictSame([head.status, head.text], [200, '']);
  const options = await client.options('/echo/query');
  t.strictSame([options.status, String(options.headers['allow']).includes('GET')], [405, true]);
});
