import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import t from 'tap';
import type { Test } from 'tap';
import {
  Body,
  Bytes,
  Controller,
  Depends,
  Get,
  HttpError,
  Model,
  Path,
  Post,
  Redirect,
  Type,
  dependency,
  fastifyReply,
  log,
  onError,
  signal,
} from '#src/index.js';
import type { ApplicationOptions } from '#src/index.js';
import type { FastifyBaseLogger } from 'fastify';
import { openConnection, readAnswer } from '../fixtures/raw-request.js';
import { startApp } from '../fixtures/start-app.js';

class Item extends Model({ id: Type.Integer() }) {}

/** A transaction that writes down how it ended. */
function createTransaction(steps: string[]) {
  return dependency({}, async function* () {
    steps.push('begin');
    await Promise.resolve();
    try {
      yield steps;
      steps.push('commit');
    } catch (error) {
      steps.push(`rollback: ${(error as Error).message}`);
      throw error;
    } finally {
      steps.push('end');
    }
  });
}

const NEUTRAL = { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal_server_error' };

t.test('whatever is thrown, by whomever, is a neutral 500 with its id in answer and log', async (t) => {
  class Odd {
    get message(): string {
      throw new Error('secret getter');
    }
  }
  const frozen: unknown = Object.freeze(Object.assign(new Error('secret'), { statusCode: 418.5 }));
  const things: Readonly<Record<string, unknown>> = {
    undefined,
    null: null,
    zero: 0,
    nan: NaN,
    false: false,
    empty: '',
    text: 'secret',
    symbol: Symbol('secret'),
    bigint: 1n,
    function: () => 'secret',
    list: ['secret'],
    bare: Object.create(null),
    object: { statusCode: 200, message: 'secret' },
    odd: new Odd(),
    proxy: new Proxy(
      {},
      {
        get: () => {
          throw new Error('secret trap');
        },
      },
    ),
    error: new Error('secret'),
    statusTooLow: Object.assign(new Error('secret'), { statusCode: 200 }),
    statusText: Object.assign(new Error('secret'), { statusCode: 'secret' }),
    statusOwn: Object.assign(new Error('secret'), { status: 404 }),
    frozen,
    aggregate: new AggregateError([new Error('secret')], 'secret'),
    abort: new DOMException('secret', 'AbortError'),
    promise: Promise.resolve('secret'),
    response: new Response('secret'),
  };
  const broken = dependency({ what: Path('what', Type.String()) }, ({ what }): never => {
    throw things[what];
  });
  const rejected = dependency({ what: Path('what', Type.String()) }, async ({ what }): Promise<never> => {
    await Promise.resolve();
    throw things[what];
  });
  const generator = dependency({ what: Path('what', Type.String()) }, async function* ({ what }) {
    await Promise.resolve();
    if (what !== 'nothing at all') throw things[what];
    yield 1;
  });

  @Controller('/')
  class Throwing {
    @Get('/sync/:what', { response: Item })
    sync(@Path('what', Type.String()) what: string): Item {
      throw things[what];
    }

    @Get('/async/:what', { response: Item })
    async async(@Path('what', Type.String()) what: string): Promise<Item> {
      await Promise.resolve();
      throw things[what];
    }

    @Get('/thenable/:what', { response: Item })
    thenable(@Path('what', Type.String()) what: string): PromiseLike<Item> {
      return { then: (_resolve: unknown, reject: (error: unknown) => void) => reject(things[what]) } as PromiseLike<Item>;
    }

    @Get('/dependency/:what', { response: Item })
    dependency(@Depends(broken) _nothing: unknown): Item {
      return { id: 1 };
    }

    @Get('/rejected/:what', { response: Item })
    rejected(@Depends(rejected) _nothing: unknown): Item {
      return { id: 1 };
    }

    @Get('/generator/:what', { response: Item })
    generator(@Depends(generator) _one: number): Item {
      return { id: 1 };
    }

    @Post('/guarded/:what', { security: [broken] })
    guarded(@Body(Item) _item: Item): void {}

    @Get('/handled/:what', {
      response: Item,
      errorHandlers: [
        onError(HttpError, (_error, request) => {
          throw things[(request.params as { what: string }).what];
        }),
      ],
    })
    handled(@Path('what', Type.String()) _what: string): Item {
      throw new HttpError(404);
    }
  }
  const app = await startApp(t, { controllers: [Throwing] });
  const paths = ['sync', 'async', 'thenable', 'dependency', 'rejected', 'generator', 'handled'];
  for (const what of Object.keys(things)) {
    for (const path of [...paths, 'guarded']) {
      const before = app.lines.length;
      const response = await app.inject(path === 'guarded' ? { method: 'POST', url: `/guarded/${what}`, payload: '{' } : `/${path}/${what}`);
      const { requestId, ...body } = response.json();
      t.equal(response.statusCode, 500, `${path} ${what}`);
      t.strictSame(body, NEUTRAL, `${path} ${what}`);
      const lines = app.lines.slice(before);
      t.strictSame([lines.length, lines[0]?.level, lines[0]?.['requestId']], [1, 50, requestId], `one line in the log: ${path} ${what}`);
    }
  }
});

t.test('an HttpError of another copy of the package keeps its status, and a broken header of it is no way in', async (t) => {
  @Controller('/')
  class Throwing {
    @Get('/other')
    other(): void {
      const error = Object.assign(new Error('none'), { status: 404, code: 'other', title: 'Other', detail: 'From a copy', headers: {}, data: undefined });
      throw Object.assign(error, { [Symbol.for('typhoon.http-error')]: true });
    }

    @Get('/split')
    split(): void {
      throw new HttpError(400, { detail: 'x', headers: { 'x-note': 'a\r\nset-cookie: b=1' } });
    }
  }
  const app = await startApp(t, { controllers: [Throwing] });
  const other = await app.inject('/other');
  t.match(other.json(), { status: 404, code: 'other', title: 'Other', detail: 'From a copy' });
  const split = await app.inject('/split');
  t.strictSame([split.headers['set-cookie'], split.headers['x-note']], [undefined, undefined]);
  t.equal(split.statusCode, 400);
  t.notMatch(split.payload, 'set-cookie');
});

t.test('an answer that cannot be written rolls back and is a 500', async (t) => {
  const steps: string[] = [];
  const transaction = createTransaction(steps);
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;

  @Controller('/', { dependencies: [transaction] })
  class Unwritable {
    @Get('/symbol', { response: Item })
    symbol(): never {
      return { id: Symbol('secret') } as never;
    }

    @Get('/circular')
    circular() {
      return circular;
    }

    @Get('/getter', { response: Item })
    getter(): Item {
      return {
        get id(): number {
          throw new Error('secret');
        },
      };
    }

    @Get('/json')
    json() {
      return {
        toJSON() {
          throw new Error('secret');
        },
      };
    }

    @Get('/bytes', { response: Bytes('image/png') })
    bytes(): never {
      return 'secret' as never;
    }

    @Get('/redirect', { response: Redirect })
    redirect(): string {
      return '/a\r\nb';
    }

    @Get('/nan', { response: Type.Number() })
    nan(): number {
      return NaN;
    }
  }
  for (const validateResponses of [true, false]) {
    const app = await startApp(t, { controllers: [Unwritable], validateResponses });
    for (const path of ['symbol', 'circular', 'getter', 'json', 'bytes', 'redirect', 'nan']) {
      const response = await app.inject(`/${path}`);
      const { requestId, ...body } = response.json();
      t.strictSame([response.statusCode, body], [500, NEUTRAL], path);
      t.match(steps.splice(0), ['begin', /^rollback: /, 'end'], path);
      t.match(app.lines.splice(0), [{ level: 50, requestId }], path);
    }
  }
});

t.test('a host hook that answers instead rolls back, wherever it stands', async (t) => {
  const steps: string[] = [];
  const transaction = createTransaction(steps);

  @Controller('/')
  class Items {
    @Get('/', { response: Item })
    async read(@Depends(transaction) _steps: string[]): Promise<Item> {
      return Promise.resolve({ id: 1 });
    }
  }
  const start = async (test: Test, plugin: NonNullable<ApplicationOptions['plugins']>[number]) => startApp(test, { controllers: [Items], plugins: [plugin] });

  const answering = await start(t, (fastify) =>
    fastify.addHook('preSerialization', async (_request, reply) => {
      await reply.code(429).type('text/plain').send('slow down');
    }),
  );
  const answered = await answering.inject('/');
  t.strictSame([answered.statusCode, answered.payload], [429, 'slow down']);
  t.match(steps, ['begin', /^rollback: /, 'end'], 'an answer that a hook has put in the place of the handler’s commits nothing');

  steps.splice(0);
  const changing = await start(t, (fastify) =>
    fastify.addHook('onSend', async (_request, reply) => {
      reply.code(502);
      return Promise.resolve('changed');
    }),
  );
  const changed = await changing.inject('/');
  t.strictSame([changed.statusCode, changed.payload], [502, 'changed']);
  t.match(steps, ['begin', /^rollback: /, 'end'], 'nor one that it has turned into an error');

  steps.splice(0);
  const marking = await start(t, (fastify) => fastify.addHook('onSend', async (_request, reply) => void reply.code(203)));
  t.equal((await marking.inject('/')).statusCode, 203);
  t.strictSame(steps, ['begin', 'commit', 'end'], 'one that it only marks is still that of the handler');

  steps.splice(0);
  const throwing = await start(t, (fastify) =>
    fastify.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode !== 200) return;
      await Promise.resolve();
      throw new HttpError(503);
    }),
  );
  const thrown = await throwing.inject('/');
  t.equal(thrown.statusCode, 503);
  t.match(steps, ['begin', /^rollback: /, 'end'], 'an answer that a hook refuses commits nothing');

  steps.splice(0);
  const early = await start(t, (fastify) =>
    fastify.addHook('preHandler', async (_request, reply) => {
      await reply.code(429).send();
    }),
  );
  t.equal((await early.inject('/')).statusCode, 429);
  t.strictSame(steps, [], 'before the handler nothing had begun');
});

t.test('a teardown that throws anything at all is a 500, and all others still close', async (t) => {
  const closed: string[] = [];
  const outer = dependency({}, function* () {
    try {
      yield 1;
    } catch (error) {
      closed.push(`outer saw ${(error as Error).message}`);
      throw error;
    }
  });
  const inner = dependency({ outer, what: Path('what', Type.String()) }, function* ({ what }) {
    yield 2;
    if (what === 'undefined') throw undefined;
    if (what === 'text') throw 'secret';
    if (what === 'error') throw new Error('secret');
    if (what === 'http') throw new HttpError(409, 'lost the race');
    if (what === 'again') yield 3;
  });

  @Controller('/')
  class Closing {
    @Get('/:what', { response: Item, status: 201 })
    read(@Depends(inner) _two: number): Item {
      return { id: 1 };
    }
  }
  const app = await startApp(t, { controllers: [Closing] });
  for (const [what, status] of [
    ['undefined', 500],
    ['text', 500],
    ['error', 500],
    ['again', 500],
    ['http', 409],
    ['nothing', 201],
  ] as const) {
    const response = await app.inject(`/${what}`);
    t.equal(response.statusCode, status, what);
    t.notMatch(response.payload, 'secret');
    t.equal(closed.splice(0).length, status === 201 ? 0 : 1, what);
  }
});

t.test('a client that leaves aborts the signal, and every teardown runs once', async (t) => {
  const steps: string[] = [];
  const transaction = createTransaction(steps);
  const reasons: unknown[] = [];

  @Controller('/')
  class Slow {
    @Post('/wait', { response: Item })
    async wait(@Body(Item) item: Item, @Depends(transaction) _steps: string[], @Depends(signal) aborted: AbortSignal): Promise<Item> {
      steps.push(`handler ${String(aborted.aborted)}`);
      await once(aborted, 'abort');
      reasons.push((aborted.reason as Error).name);
      return item;
    }

    @Post('/dependency', { response: Item })
    dependency(@Depends(waiting) item: Item): Item {
      return item;
    }

    @Get('/stream', { response: Bytes('text/plain') })
    stream(@Depends(fastifyReply) _reply: FastifyReply): Readable {
      return source;
    }
  }
  const app = await startApp(t, { controllers: [Slow], server: { forceCloseConnections: true } });
  const address = await app.listen({ port: 0 });
  const body = '{"id":1}';
  const post = (path: string) => `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

  const socket = await openConnection(address);
  socket.write(post('/wait'));
  await until(() => steps.includes('handler false'));
  socket.destroy();
  await until(() => reasons.length > 0 && steps.includes('end'));
  t.strictSame(reasons, ['AbortError']);
  t.strictSame(
    steps.filter((step) => /^(?:commit|rollback|end)/.test(step)).map((step) => step.split(':')[0]),
    ['rollback', 'end'],
    'what comes after the client left is not committed',
  );

  const source = Readable.from(
    (async function* () {
      for (;;) {
        yield 'chunk ';
        await new Promise((resolve) => setImmediate(resolve));
      }
    })(),
  );
  const reader = await openConnection(address);
  reader.write('GET /stream HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(reader, 'data');
  reader.destroy();
  await until(() => source.destroyed);
  t.pass('a stream that nobody reads any more is closed');
});

const waiting = dependency({ item: Body(Item) }, ({ item }) => item);

t.test('what a client got wrong is a problem that names the request', async (t) => {
  @Controller('/items')
  class Items {
    @Post('/', { bodyLimit: 50 })
    create(@Body(Item) item: Item, @Depends(log) logger: FastifyBaseLogger): Item {
      logger.warn('made');
      return item;
    }

    @Get('/:id', { response: Item })
    read(@Path('id', Type.Integer()) id: number): Item {
      return { id };
    }
  }
  const app = await startApp(t, { controllers: [Items], server: { requestIdHeader: 'x-request-id' } });
  const json = { 'content-type': 'application/json' };
  const rows = [
    ['unknown path', { url: '/nowhere' }, 404, 'not_found'],
    ['unknown path below', { url: '/items/1/2' }, 404, 'not_found'],
    ['wrong method', { method: 'DELETE', url: '/items/1' }, 405, 'method_not_allowed'],
    ['wrong type', { method: 'POST', url: '/items', payload: '<a/>', headers: { 'content-type': 'application/xml' } }, 415, 'unsupported_media_type'],
    ['too large', { method: 'POST', url: '/items', payload: `{"id":1,"x":"${'x'.repeat(60)}"}`, headers: json }, 413, 'content_too_large'],
    ['malformed', { method: 'POST', url: '/items', payload: '{"id":', headers: json }, 422, 'validation_failed'],
    ['wrong value', { url: '/items/x' }, 422, 'validation_failed'],
    ['not acceptable', { url: '/items/1', headers: { accept: 'image/png' } }, 406, 'not_acceptable'],
    ['bad escape', { url: '/items/%zz' }, 400, 'bad_request'],
    ['long parameter', { url: `/items/${'1'.repeat(200)}` }, 414, 'uri_too_long'],
  ] as const;
  for (const [what, request, status, code] of rows) {
    const response = await app.inject({ ...request, headers: { ...('headers' in request ? request.headers : {}), 'x-request-id': `req of ${what}` } });
    t.equal(response.statusCode, status, what);
    t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8', what);
    t.match(response.json(), { status, requestId: `req of ${what}`, code }, what);
    if (status === 405) t.equal(response.headers.allow, 'GET, HEAD');
  }
  t.strictSame(app.lines, [], 'the mistakes of clients are not the log of the server');
  await app.inject({ method: 'POST', url: '/items', payload: { id: 1 }, headers: { 'x-request-id': 'mine' } });
  t.match(app.lines, [{ msg: 'made', reqId: 'mine' }]);
});

t.test('what is no HTTP at all is refused, and the next connection is served', async (t) => {
  @Controller('/')
  class Items {
    @Get('/', { response: Item })
    read(): Item {
      return { id: 1 };
    }
  }
  const app = await startApp(t, { controllers: [Items] });
  const address = await app.listen({ port: 0 });
  for (const [text, status] of [
    ['nonsense\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ] as const) {
    const socket = await openConnection(address);
    socket.write(text);
    t.equal((await readAnswer(socket)).status, status);
  }
  t.equal((await fetch(address)).status, 200);
});

/** Waits for something to come true; the test's own time limit ends a wait in vain. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
