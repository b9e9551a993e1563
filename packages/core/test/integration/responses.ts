import type { FastifyReply } from 'fastify';
import t from 'tap';
import {
  Controller,
  Depends,
  Empty,
  Get,
  Head,
  Html,
  HttpError,
  Model,
  Path,
  Post,
  Body,
  Query,
  Text,
  Type,
  createApp,
  dependency,
  fastifyReply,
  fastifyRequest,
  onError,
  reply,
} from '#src/index.js';
import type { Reply } from '#src/index.js';
import { openConnection, readAnswer } from '../fixtures/raw-request.js';
import { startApp } from '../fixtures/start-app.js';

class Item extends Model({ id: Type.Integer(), name: Type.String() }) {}
class Detail extends Model({ item: Item.schema, tags: Type.Array(Type.Object({ name: Type.String() })) }) {}
class Job extends Model({ job: Type.Integer() }) {}

/** What a handler is given to answer with, later. */
const sender = dependency(
  { reply: fastifyReply },
  ({ reply }) =>
    (value: unknown) =>
      reply.code(298).send(value),
  { name: 'sender' },
);

const secretive = { id: 1, name: 'Pen', secret: 'x' };

t.test('what no schema declares never leaves, at any depth, with and without validation', async (t) => {
  @Controller('/')
  class Items {
    @Get('/one', { response: Item })
    one(): Item {
      return secretive;
    }

    @Get('/list', { response: Type.Array(Item.schema) })
    async list(): Promise<Item[]> {
      return Promise.resolve([secretive, secretive]);
    }

    @Get('/deep', { response: Detail })
    deep() {
      return { item: secretive, tags: [{ name: 'a', secret: 'x' }], secret: 'x' };
    }

    @Get('/reply/:status', { response: Item, responses: { 202: Job, 404: Type.Object({ reason: Type.String() }) } })
    reply(@Path('status', Type.Integer()) status: number): Item | Reply<202, Job> | Reply<404, { reason: string }> {
      if (status === 202) return reply(202, { job: 1, secret: 'x' });
      return status === 404 ? reply(404, { reason: 'none', secret: 'x' }) : secretive;
    }

    @Get('/code', { response: Item, responses: { 202: Job } })
    code(@Depends(fastifyReply) reply: FastifyReply): Item {
      reply.code(299);
      return secretive;
    }

    @Get('/sent', { response: Item })
    sent(@Depends(fastifyReply) reply: FastifyReply): never {
      return reply.send(secretive) as never;
    }

    @Get('/sent-as', { response: Item })
    sentAs(@Depends(fastifyReply) reply: FastifyReply): never {
      return reply.code(299).send(secretive) as never;
    }

    @Get('/sent-later', { response: Item })
    async sentLater(@Depends(sender) send: (value: unknown) => FastifyReply): Promise<never> {
      await Promise.resolve();
      return send(secretive) as never;
    }
  }
  const rows = [
    ['/one', 200, { id: 1, name: 'Pen' }],
    ['/list', 200, Array(2).fill({ id: 1, name: 'Pen' })],
    ['/deep', 200, { item: { id: 1, name: 'Pen' }, tags: [{ name: 'a' }] }],
    ['/reply/200', 200, { id: 1, name: 'Pen' }],
    ['/reply/202', 202, { job: 1 }],
    ['/reply/404', 404, { reason: 'none' }],
    ['/code', 299, { id: 1, name: 'Pen' }],
    ['/sent', 200, { id: 1, name: 'Pen' }],
    ['/sent-as', 299, { id: 1, name: 'Pen' }],
    ['/sent-later', 298, { id: 1, name: 'Pen' }],
  ] as const;
  for (const validateResponses of [true, false]) {
    const app = await startApp(t, { controllers: [Items], validateResponses });
    for (const [url, status, body] of rows) {
      const response = await app.inject(url);
      t.equal(response.statusCode, status, url);
      t.equal(response.headers['content-type'], 'application/json; charset=utf-8');
      t.strictSame(response.json(), body, url);
    }
  }
});

t.test('a value that its schema does not allow is a 500 outside production', async (t) => {
  const values: Readonly<Record<string, unknown>> = {
    type: { id: 'secret', name: 'Pen' },
    missing: { id: 1, secret: 'secret' },
    nothing: undefined,
    null: null,
    text: 'secret',
    list: [secretive],
    bytes: Buffer.from('secret'),
    stream: new Blob(['secret']).stream(),
    answer: new Response('secret'),
  };

  @Controller('/')
  class Wrong {
    @Get('/:what', { response: Item })
    read(@Path('what', Type.String()) what: string): never {
      return values[what] as never;
    }

    @Get('/reply/wrong', { response: Item, responses: { 202: Job } })
    reply(): never {
      return reply(202, { job: 'secret' }) as never;
    }

    @Get('/reply/undeclared', { response: Item })
    undeclared(): never {
      return reply(203, secretive) as never;
    }
  }
  const app = await startApp(t, { controllers: [Wrong], validateResponses: true });
  for (const url of [...Object.keys(values), 'reply/wrong', 'reply/undeclared']) {
    const response = await app.inject(`/${url}`);
    t.equal(response.statusCode, 500, url);
    const { requestId, ...body } = response.json();
    t.strictSame(body, { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal_server_error' }, url);
    t.match(app.lines.at(-1), {
      level: 50,
      requestId,
      msg: /^Wrong\.(read returned what its response schema for status 200|reply returned what its response schema for status 202|undeclared replied with status 203)/,
    });
  }
  t.notMatch(JSON.stringify(app.lines), 'secret', 'nor does the log show the value');
  await app.inject('/type');
  t.match(app.lines.at(-1), { err: { place: 'Wrong.read', status: 200, issues: [{ loc: ['response', 'id'], type: 'int_type' }] } });
});

t.test('in production such a value leaves filtered, or not at all', async (t) => {
  @Controller('/')
  class Wrong {
    @Get('/extra', { response: Item })
    extra(): Item {
      return secretive;
    }

    @Get('/range', { response: Type.Object({ stars: Type.Integer({ maximum: 5 }) }) })
    range(): { stars: number } {
      return { stars: 9, secret: 'x' } as { stars: number };
    }

    @Get('/type', { response: Item })
    type(): never {
      return { id: 'secret', name: 'Pen' } as never;
    }

    @Get('/bytes', { response: Item })
    bytes(): never {
      return Buffer.from('secret') as never;
    }
  }
  const app = await startApp(t, { controllers: [Wrong], validateResponses: false });
  t.strictSame((await app.inject('/extra')).json(), { id: 1, name: 'Pen' });
  t.strictSame((await app.inject('/range')).json(), { stars: 9 }, 'limits are not looked at');
  for (const url of ['/type', '/bytes']) {
    const response = await app.inject(url);
    t.equal(response.statusCode, 500, url);
    t.notMatch(response.payload, 'secret');
  }
});

t.test('validation follows NODE_ENV where nothing else is said', async (t) => {
  @Controller('/')
  class Stars {
    @Get('/', { response: Type.Integer({ maximum: 5 }) })
    stars(): number {
      return 9;
    }
  }
  const known = process.env['NODE_ENV'];
  t.teardown(() => {
    if (known === undefined) Reflect.deleteProperty(process.env, 'NODE_ENV');
    else process.env['NODE_ENV'] = known;
  });
  for (const [env, status] of [
    ['development', 500],
    ['test', 500],
    ['production', 200],
  ] as const) {
    process.env['NODE_ENV'] = env;
    const app = await startApp(t, { controllers: [Stars] });
    t.equal((await app.inject('/')).statusCode, status, env);
  }
});

t.test('values that JSON lacks are written by their schema', async (t) => {
  const Rich = Type.Object({
    big: Type.BigInt(),
    count: Type.Integer(),
    date: Type.DateTime(),
    day: Type.String({ format: 'date-time' }),
    url: Type.Url(),
    tags: Type.Set(Type.String()),
    prices: Type.Map(Type.Object({ net: Type.Number() })),
    bytes: Type.Uint8Array(),
    none: Type.Null(),
    maybe: Type.Optional(Type.String()),
  });

  @Controller('/')
  class Riches {
    @Get('/rich', { response: Rich })
    rich() {
      const prices = new Map([
        ['a', { net: 1.5, secret: 'x' }],
        ['__proto__', { net: 2, secret: 'x' }],
      ]);
      const date = new Date(Date.UTC(2024, 1, 29));
      return {
        big: 2n ** 64n,
        count: 3,
        date,
        day: date.toISOString(),
        url: new URL('https://example.com/ä'),
        tags: new Set(['a', 'b']),
        prices,
        bytes: new Uint8Array([1, 2, 3]),
        none: null,
        maybe: undefined,
      };
    }

    @Get('/date', { response: Type.DateTime() })
    date(): Date {
      return new Date(0);
    }

    @Get('/set', { response: Type.Set(Type.Integer()) })
    set(): Set<number> {
      return new Set([3, 1]);
    }

    @Get('/bytes', { response: Type.Uint8Array() })
    bytes(): Uint8Array {
      return new Uint8Array([255]);
    }

    @Get('/text', { response: Type.String() })
    text(): string {
      return 'a "quoted" text';
    }

    @Get('/open')
    open() {
      return { big: 1n, map: new Map([['a', 1]]), set: new Set([1]), date: new Date(0) };
    }

    @Get('/invalid-date', { response: Type.DateTime() })
    invalidDate(): Date {
      return new Date(NaN);
    }
  }
  const app = await startApp(t, { controllers: [Riches] });
  t.equal(
    (await app.inject('/rich')).payload,
    '{"big":"18446744073709551616","count":3,"date":"2024-02-29T00:00:00.000Z","day":"2024-02-29T00:00:00.000Z","url":"https://example.com/%C3%A4","tags":["a","b"],"prices":{"a":{"net":1.5},"__proto__":{"net":2}},"bytes":"AQID","none":null}',
  );
  const rows = [
    ['/date', '"1970-01-01T00:00:00.000Z"'],
    ['/set', '[3,1]'],
    ['/bytes', '"/w=="'],
    ['/text', '"a \\"quoted\\" text"'],
    ['/open', '{"big":"1","map":{"a":1},"set":[1],"date":"1970-01-01T00:00:00.000Z"}'],
  ] as const;
  for (const [url, want] of rows) {
    const response = await app.inject(url);
    t.strictSame([response.statusCode, response.headers['content-type'], response.payload], [200, 'application/json; charset=utf-8', want], url);
  }
  t.equal((await app.inject('/invalid-date')).statusCode, 500);
});

t.test('HEAD comes with GET, and may have a handler of its own', async (t) => {
  const asked: string[] = [];

  @Controller('/')
  class Heads {
    @Get('/auto', { response: Item })
    auto(@Query('name', Type.String({ minLength: 2 })) name: string): Item {
      return { id: 1, name };
    }

    @Get('/before', { response: Text })
    before(): string {
      asked.push('get');
      return 'long text';
    }

    @Head('/before')
    headAfter(@Depends(fastifyReply) reply: FastifyReply): void {
      asked.push('head');
      reply.header('x-own', '1');
    }

    @Head('/after', { response: Empty, status: 200 })
    headBefore(@Depends(fastifyReply) reply: FastifyReply): void {
      asked.push('head');
      reply.header('x-own', '1');
    }

    @Get('/after', { response: Text })
    after(): string {
      asked.push('get');
      return 'long text';
    }

    @Get('/none', { response: Empty })
    none(): void {}
  }
  const app = await startApp(t, { controllers: [Heads] });
  const get = await app.inject('/auto?name=Pen');
  const head = await app.inject({ method: 'HEAD', url: '/auto?name=Pen' });
  t.strictSame([head.statusCode, head.payload, head.headers['content-type']], [200, '', get.headers['content-type']]);
  t.equal(head.headers['content-length'], get.headers['content-length'], 'as long as the body would be');
  t.equal((await app.inject({ method: 'HEAD', url: '/auto?name=P' })).statusCode, 422, 'validated like GET');
  for (const url of ['/before', '/after']) {
    const own = await app.inject({ method: 'HEAD', url });
    t.strictSame([own.statusCode, own.headers['x-own'], own.payload], [200, '1', ''], url);
    t.equal((await app.inject(url)).payload, 'long text');
  }
  t.strictSame(asked, ['head', 'get', 'head', 'get']);
  const none = await app.inject({ method: 'HEAD', url: '/none' });
  t.strictSame([none.statusCode, none.headers['content-length']], [204, undefined], 'a 204 has no length');
});

t.test('204, 205 and 304 have neither body nor content type, on the wire', async (t) => {
  @Controller('/')
  class Bodyless {
    @Post('/204', { status: 204 })
    noContent(): { dropped: boolean } {
      return { dropped: true };
    }

    @Post('/304', { response: Text, responses: { 304: {} } })
    notModified(): Reply<304, undefined> {
      return reply(304);
    }
  }
  const app = createApp({ controllers: [Bodyless], server: { logger: false } });
  t.teardown(() => app.close());
  const address = await app.listen({ port: 0 });
  for (const status of [204, 304]) {
    const socket = await openConnection(address);
    socket.write(`POST /${status} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const answer = await readAnswer(socket);
    t.equal(answer.status, status);
    t.equal(answer.body, '');
    t.strictSame([answer.headers['content-type'], answer.headers['transfer-encoding'], answer.headers['content-length']], [undefined, undefined, undefined]);
  }
  @Controller('/')
  class Wrong {
    @Get('/', { status: 204, response: Item })
    wrong(): Item {
      return secretive;
    }
  }
  t.throws(() => createApp({ controllers: [Wrong] }), { code: 'TYPHOON_ERR_ROUTE_RESPONSE', message: /status 204 has no body/ });
});

t.test('406, 413 and 415 are problems that say what would do', async (t) => {
  @Controller('/')
  class Picky {
    @Post('/items', { response: Item, bodyLimit: 100 })
    create(@Body(Item) item: Item): Item {
      return item;
    }

    @Get('/page', { response: Html, responses: { 404: Item } })
    page(): string {
      return '<p>';
    }

    @Get('/empty', { response: Empty })
    empty(): void {}
  }
  const app = await startApp(t, { controllers: [Picky] });
  const accepts = [
    ['/page', 'text/html', 200],
    ['/page', 'text/*;q=0.5', 200],
    ['/page', 'application/json', 200],
    ['/page', 'image/png, */*;q=0.1', 200],
    ['/page', 'image/png', 406],
    ['/page', 'text/html;q=0', 406],
    ['/empty', 'image/png', 204],
  ] as const;
  for (const [url, accept, status] of accepts) {
    const response = await app.inject({ url, headers: { accept } });
    t.equal(response.statusCode, status, `${url} ${accept}`);
    if (status === 406) t.match(response.json(), { code: 'not_acceptable', detail: 'This answers with text/html or application/json.' });
  }
  const post = (contentType: string | undefined, payload: string | Buffer) =>
    app.inject({ method: 'POST', url: '/items', payload, headers: contentType === undefined ? {} : { 'content-type': contentType } });
  const body = JSON.stringify({ id: 1, name: 'Pen' });
  t.equal((await post('application/json', body)).statusCode, 200);
  t.equal((await post('application/vnd.items+json; charset=UTF-8', body)).statusCode, 200);
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'nonsense',
    'application/json; charset=latin1',
    undefined,
  ]) {
    const response = await post(type, body);
    t.equal(response.statusCode, 415, String(type));
    t.match(response.json(), { code: 'unsupported_media_type', detail: /Send application\/json/ }, String(type));
    t.match(response.headers.accept, 'application/json');
  }
  const large = await post('application/json', JSON.stringify({ id: 1, name: 'x'.repeat(200) }));
  t.strictSame([large.statusCode, large.json().code], [413, 'content_too_large']);
});

t.test('headers and cookies of an answer come with it, and not with the error that replaces it', async (t) => {
  @Controller('/')
  class Headers {
    @Get('/ok/:way', {
      response: Item,
      responseHeaders: { 'X-Left': { schema: Type.Integer() }, 'Set-Cookie': { schema: Type.String() } },
      responses: { 202: { response: Job, headers: { 'X-Job': { schema: Type.Integer() } } } },
    })
    ok(@Path('way', Type.String()) way: string, @Depends(fastifyReply) answer: FastifyReply): Item | Reply<202, Job> {
      answer.header('x-left', 3).header('set-cookie', 'a=1; HttpOnly').header('set-cookie', 'b=2').header('location', '/1');
      if (way === 'reply') return reply(202, { job: 7 }, { 'x-job': '7' });
      if (way === 'fail') throw new HttpError(409);
      return secretive;
    }
  }
  const app = await startApp(t, { controllers: [Headers] });
  const plain = await app.inject('/ok/plain');
  t.match(plain.headers, { 'x-left': '3', 'set-cookie': ['a=1; HttpOnly', 'b=2'], location: '/1' });
  const replied = await app.inject('/ok/reply');
  t.match(replied.headers, { 'x-left': '3', 'x-job': '7' });
  const failed = await app.inject('/ok/fail');
  t.strictSame([failed.statusCode, failed.headers.location], [409, undefined]);
  const [route] = app.routes;
  t.strictSame(
    route?.responses.map(({ status, headers }) => [status, Object.keys(headers)]),
    [
      [200, ['X-Left', 'Set-Cookie']],
      [202, ['X-Job']],
    ],
  );
});

t.test('an error handler may answer in a shape of its own on routes with schemas', async (t) => {
  @Controller('/', {
    errorHandlers: [onError(RangeError, () => reply(400, { reason: 'range' })), onError(TypeError, () => reply(404, { reason: 'none', secret: 'x' }))],
  })
  class Failing {
    @Get('/undeclared', { response: Item })
    undeclared(): Item {
      throw new RangeError();
    }

    @Get('/declared', { response: Item, responses: { 404: Type.Object({ reason: Type.String() }) } })
    declared(): Item {
      throw new TypeError();
    }

    @Get('/text', { response: Text })
    text(): string {
      throw new RangeError();
    }
  }
  for (const validateResponses of [true, false]) {
    const app = await startApp(t, { controllers: [Failing], validateResponses });
    for (const [url, status, body] of [
      ['/undeclared', 400, { reason: 'range' }],
      ['/text', 400, { reason: 'range' }],
      ['/declared', 404, { reason: 'none' }],
    ] as const) {
      const response = await app.inject(url);
      t.strictSame([response.statusCode, response.json()], [status, body], url);
    }
  }
});

t.test('the hooks of a host see answers before they are written', async (t) => {
  @Controller('/')
  class Seen {
    @Get('/', { response: Item })
    one(@Depends(fastifyRequest) _request: unknown): Item {
      return secretive;
    }
  }
  const seen: unknown[] = [];
  const app = await startApp(t, {
    controllers: [Seen],
    plugins: [
      (fastify) =>
        fastify.addHook('preSerialization', async (_request, _reply, payload) => {
          seen.push(payload);
          return Promise.resolve({ ...(payload as object), name: 'changed', other: 'x' });
        }),
    ],
  });
  t.strictSame((await app.inject('/')).json(), { id: 1, name: 'changed' }, 'and what they add is filtered, too');
  t.strictSame(seen, [secretive]);
});

t.test('what is write-only comes in and never leaves, as the documents say', async (t) => {
  class Account extends Model({ name: Type.String(), password: Type.String({ writeOnly: true }) }) {
    get length() {
      return this.password.length;
    }
  }

  @Controller('/')
  class Accounts {
    @Post('/', { response: Type.Object({ account: Account.schema, length: Type.Integer() }) })
    add(@Body(Account) account: Account) {
      return { account, length: account.length };
    }

    @Get('/stored', { response: Account })
    read(): Account {
      const columns: unknown = { name: 'Ada' };
      return columns as Account;
    }
  }
  for (const validateResponses of [true, false]) {
    const app = await startApp(t, { controllers: [Accounts], validateResponses });
    const answer = await app.inject({ method: 'POST', url: '/', payload: { name: 'Ada', password: 'secret' } });
    t.strictSame(answer.json(), { account: { name: 'Ada' }, length: 6 });
    t.strictSame((await app.inject('/stored')).json(), { name: 'Ada' }, 'so an answer may be made without it');
  }
});
