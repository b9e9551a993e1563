import { createGunzip, gzipSync } from 'node:zlib';
import { openapi } from '@typhoon/openapi';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import t from 'tap';
import {
  Body,
  Controller,
  Depends,
  Get,
  Header,
  HttpError,
  Model,
  Post,
  RequestValidationError,
  Type,
  createApp,
  dependency,
  onError,
  reply,
  typhoon,
} from '#src/index.js';
import { detail, exchange, issue } from '../../fixtures/exchanges.js';

class Item extends Model({ name: Type.String(), tags: Type.Array(Type.String()) }) {}

@Controller('')
class MainController {
  @Get('/app', { operationId: 'read_main', 'x-aperture-labs-portal': 'blue' })
  app(): unknown {
    return { message: 'Hello World from main app' };
  }

  @Post('/sum')
  sum(@Body(Type.Array(Type.Integer())) numbers: number[]): unknown {
    return { sum: numbers.reduce((sum, number) => sum + number, 0) };
  }

  @Get('/timed', { hidden: true, fastify: { onSend: addTime } })
  timed(): unknown {
    return 'timed';
  }

  @Post('/items')
  create(@Body(Item) item: Item): unknown {
    return item;
  }
}

function addTime(_request: FastifyRequest, answer: FastifyReply, payload: unknown, done: (error: null, payload: unknown) => void): void {
  answer.header('x-response-time', '1');
  done(null, payload);
}

@Controller('/sub')
class SubController {
  @Get('/')
  sub(): unknown {
    return { message: 'Hello World from sub API' };
  }
}

function middleware(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_request, answer, payload) => {
    answer.header('x-process-time', '0');
    return payload;
  });
}

function gunzip(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', async (request, _reply, payload) => {
    if (request.headers['content-encoding'] !== 'gzip') return payload;
    delete request.headers['content-length'];
    return payload.pipe(createGunzip());
  });
}

/** Lines of `key: value` and of `- item`: enough of YAML. */
function yaml(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/x-yaml', { parseAs: 'string' }, (_request, text, done) => {
    const lines = String(text).split('\n');
    if (lines.some((line) => !/^(?:\w+:|\s*- )/.test(line))) done(new HttpError(422, 'Invalid YAML'));
    else done(null, { name: lines[0]?.slice('name: '.length), tags: lines.slice(2).map((line) => line.slice(2)) });
  });
}

async function subApplication(fastify: FastifyInstance): Promise<void> {
  await fastify.register(
    async (sub) => {
      await sub.register(openapi, { info: { title: 'Sub', version: '1.0.0' }, errors: 'fastapi' });
      await sub.register(typhoon, { errors: 'fastapi', controllers: [SubController] });
    },
    { prefix: '/subapi' },
  );
}

exchange(t, 'middleware, other encodings, other content types', { controllers: [MainController], plugins: [middleware, gunzip, yaml] }, [
  { ask: 'GET /app', gives: { message: 'Hello World from main app' }, carries: { 'x-process-time': '0' } },
  { ask: 'GET /nothing', status: 404, gives: { detail: 'Not Found' }, carries: { 'x-process-time': '0' } },
  { ask: 'GET /timed', gives: 'timed', carries: { 'x-response-time': '1' } },
  {
    ask: 'POST /sum',
    body: gzipSync(JSON.stringify([1, 2, 3])),
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
    gives: { sum: 6 },
  },
  { ask: 'POST /sum', json: [1, 2], gives: { sum: 3 } },
  {
    ask: 'POST /items',
    body: 'name: Deadpoolio\ntags:\n- x-force',
    headers: { 'content-type': 'application/x-yaml' },
    gives: { name: 'Deadpoolio', tags: ['x-force'] },
  },
  { ask: 'POST /items', body: '  broken', headers: { 'content-type': 'application/x-yaml' }, status: 422, gives: { detail: 'Invalid YAML' } },
]);

exchange(
  t,
  'errors answered by handlers of the application',
  {
    controllers: [MainController],
    errorHandlers: [
      onError(RequestValidationError, ({ issues }, request) => reply(422, { detail: { errors: issues, body: request.body } })),
      onError(HttpError, (error) => (error.status === 404 ? reply(404, { wrapped: error.detail ?? error.title }) : error)),
    ],
  },
  [
    {
      ask: 'POST /sum',
      json: [1, 'two'],
      status: 422,
      gives: {
        detail: {
          errors: [issue('int_parsing', ['body', 1], 'Input should be a valid integer, unable to parse string as an integer', 'two')],
          body: [1, 'two'],
        },
      },
    },
    { ask: 'GET /nothing', status: 404, gives: { wrapped: 'Not Found' } },
    { ask: 'GET /sum', status: 405, gives: { detail: 'Method Not Allowed' }, carries: { allow: 'POST' } },
  ],
);

t.test('a sub application has documents and pages of its own', async (t) => {
  const app = createApp({
    title: 'Main',
    version: '1.0.0',
    errors: 'fastapi',
    server: { logger: false },
    controllers: [MainController],
    plugins: [subApplication],
  });
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/subapi/sub')).json(), { message: 'Hello World from sub API' });
  t.strictSame((await app.inject('/app')).json(), { message: 'Hello World from main app' });
  const sub = (await app.inject('/subapi/openapi.json')).json<{ info: { title: string }; paths: object }>();
  t.equal(sub.info.title, 'Sub');
  t.strictSame(Object.keys(sub.paths).length, 1);
  t.equal((await app.inject('/subapi/docs')).statusCode, 200);
  const main = (await app.inject('/openapi.json')).json<{ paths: Record<string, { get?: Record<string, unknown> }> }>();
  t.match(main.paths['/app']?.get, { operationId: 'read_main', 'x-aperture-labs-portal': 'blue' });
  t.notOk('/timed' in main.paths);
});

const started: string[] = [];
const secret = dependency({ token: Header('x-token', Type.String()) }, ({ token }) => token);

@Controller('')
class SecretController {
  @Get('/secret')
  read(@Depends(secret) token: string): unknown {
    return { token, started };
  }
}

t.test('what is done at start, what is overridden in tests', async (t) => {
  const app = createApp({
    title: 'FastAPI',
    version: '0.1.0',
    errors: 'fastapi',
    server: { logger: false },
    controllers: [SecretController],
    onStart: () => started.push('start'),
    onStop: () => started.push('stop'),
  });
  const restore = app.override(secret, () => 'overridden');
  t.strictSame((await app.inject('/secret')).json(), { token: 'overridden', started: ['start'] });
  restore();
  t.strictSame((await app.inject('/secret')).statusCode, detail().status);
  await app.close();
  t.strictSame(started, ['start', 'stop']);
});
