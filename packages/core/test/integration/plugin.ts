import t from 'tap';
import Fastify from 'fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  BootError,
  Body,
  Controller,
  Depends,
  Get,
  HttpError,
  Model,
  Path,
  Post,
  Text,
  Type,
  dependency,
  fastifyRequest,
  mount,
  onError,
  security,
  typhoon,
} from '#src/index.js';

const Refused = HttpError.define({ status: 401, code: 'refused', title: 'Refused' });

class Note extends Model({ text: Type.String() }) {}

@Controller('/notes')
class NotesController {
  @Get('/:id', { response: Note })
  read(@Path('id', Type.Integer()) id: number, @Depends(fastifyRequest) request: FastifyRequest): Note {
    return { text: `${id} ${(request as FastifyRequest & { user?: string }).user ?? 'nobody'}` };
  }

  @Post('/', { response: Note })
  create(@Body(Note) note: Note): Note {
    return note;
  }
}

t.test('adds controllers to an existing application under a prefix', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(typhoon, { prefix: '/api', controllers: [NotesController] });
  t.strictSame((await fastify.inject('/api/notes/3')).json(), { text: '3 nobody' });
  t.equal((await fastify.inject('/api/notes/x')).statusCode, 422);
});

t.test('lets the hooks and decorators of the host see its routes as plain routes', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  const seen: string[] = [];
  fastify.decorateRequest('user', '');
  fastify.addHook('onRoute', (route) => void seen.push(`${String(route.method)} ${route.url}`));
  fastify.addHook('onRequest', async (request) => void ((request as FastifyRequest & { user: string }).user = 'Ada'));
  fastify.addHook('preSerialization', async (_request, _reply, payload) => ({ ...(payload as object), text: 'hooked', secret: 1 }));
  fastify.addHook('onSend', async (_request, reply, payload) => {
    reply.header('x-host', '1');
    return payload;
  });
  await fastify.register(typhoon, { controllers: [NotesController] });
  const response = await fastify.inject('/notes/3');
  t.strictSame(response.json(), { text: 'hooked' });
  t.equal(response.headers['x-host'], '1');
  t.ok(seen.includes('GET /notes/:id'));
});

t.test('runs the preHandler hooks of the host after validation', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  let calls = 0;
  fastify.addHook('preHandler', async () => {
    calls += 1;
  });
  await fastify.register(typhoon, { controllers: [NotesController] });
  await fastify.inject('/notes/x');
  t.equal(calls, 0);
  await fastify.inject('/notes/1');
  t.equal(calls, 1);
});

t.test('leaves the parsers, the error handler and the 404 of the host alone', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  fastify.setErrorHandler((error, _request, reply) => void reply.code(499).send({ host: (error as Error).message }));
  fastify.setNotFoundHandler((_request, reply) => void reply.code(404).send({ host: 'not found' }));
  fastify.post('/host', (request) => ({ got: request.body }));
  fastify.get('/host-error', () => {
    throw new Error('host');
  });
  await fastify.register(typhoon, { prefix: '/api', controllers: [NotesController] });
  t.strictSame((await fastify.inject({ method: 'POST', url: '/host', headers: { 'content-type': 'text/plain' }, payload: 'x' })).json(), { got: 'x' });
  t.equal((await fastify.inject({ method: 'POST', url: '/host', headers: { 'content-type': 'application/json' }, payload: '{' })).statusCode, 499);
  t.strictSame((await fastify.inject('/host-error')).json(), { host: 'host' });
  t.strictSame((await fastify.inject('/nowhere')).json(), { host: 'not found' });
  t.equal((await fastify.inject({ method: 'POST', url: '/api/notes', headers: { 'content-type': 'application/json' }, payload: '{' })).statusCode, 422);
});

t.test('takes groups, and options that all routes inherit', async (t) => {
  const seen: string[] = [];
  const note = dependency({}, () => void seen.push('note'));
  const user = dependency({ token: security.bearer() }, ({ token }) => token);
  class Teapot extends Error {}
  @Controller('/kettle')
  class KettleController {
    @Get('/')
    read(): never {
      throw new Teapot();
    }
  }
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(typhoon, {
    prefix: '/api',
    controllers: [mount('/v1', [NotesController, mount('/inner', [KettleController], { security: false })], { name: 'v1' })],
    errors: 'fastapi',
    dependencies: [note],
    security: [user],
    errorHandlers: [onError(Teapot, () => new HttpError(418, 'short and stout'))],
  });
  const refused = await fastify.inject('/api/v1/notes/1');
  t.strictSame([refused.statusCode, refused.json(), refused.headers['www-authenticate']], [401, { detail: 'Not authenticated' }, 'Bearer']);
  t.strictSame(seen, []);
  t.strictSame((await fastify.inject({ url: '/api/v1/notes/1', headers: { authorization: 'Bearer x' } })).json(), { text: '1 nobody' });
  t.strictSame(seen, ['note']);
  t.strictSame((await fastify.inject({ url: '/api/v1/notes/x', headers: { authorization: 'Bearer x' } })).json<{ detail: unknown[] }>().detail.length, 1);
  const tea = await fastify.inject('/api/v1/inner/kettle');
  t.strictSame([tea.statusCode, tea.json()], [418, { detail: 'short and stout' }]);
});

t.test('may be registered several times, each with its own prefix and options', async (t) => {
  let made = 0;
  const counter = dependency({}, () => ++made, { lifetime: 'singleton' });
  @Controller('/count')
  class CountController {
    @Get('/:id')
    read(@Path('id', Type.Integer()) id: number, @Depends(counter) count: number): number[] {
      return [id, count];
    }
  }
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  await fastify.register(typhoon, { prefix: '/one', controllers: [CountController], errors: 'fastapi' });
  await fastify.register(typhoon, { prefix: '/two', controllers: [CountController] });
  await fastify.register(
    async (scope) => {
      await scope.register(typhoon, { prefix: '/inner', controllers: [CountController] });
    },
    { prefix: '/outer' },
  );
  const urls = ['/one/count/1', '/two/count/1', '/outer/inner/count/1'];
  const answers = await Promise.all(urls.map((url) => fastify.inject(url)));
  t.strictSame(
    answers.map((response) => response.statusCode),
    [200, 200, 200],
  );
  t.strictSame(new Set(answers.map((response) => response.json<number[]>()[1])).size, 3, 'a singleton lives once in each');
  t.match((await fastify.inject('/one/count/x')).json(), { detail: [{ type: 'int_parsing' }] });
  t.match((await fastify.inject('/two/count/x')).json(), { status: 422, errors: [{ type: 'int_parsing' }] });
});

t.test('lets a hook of the host answer before security, and sees what the host decorates', async (t) => {
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  fastify.decorate('motto', 'festina lente');
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-blocked'] !== undefined) await reply.code(429).send({ host: 'slow down' });
  });
  @Controller('/motto', { security: [security.bearer()] })
  class MottoController {
    @Get('/')
    read(@Depends(fastifyRequest) request: FastifyRequest): unknown {
      return (request.server as unknown as { motto: string }).motto;
    }
  }
  await fastify.register(typhoon, { controllers: [MottoController] });
  const blocked = await fastify.inject({ url: '/motto', headers: { 'x-blocked': '1' } });
  t.strictSame([blocked.statusCode, blocked.json()], [429, { host: 'slow down' }]);
  t.equal((await fastify.inject('/motto')).statusCode, 401);
  t.equal((await fastify.inject({ url: '/motto', headers: { authorization: 'Bearer x' } })).json(), 'festina lente');
});

t.test('what a hook of the host answers at a status that the route does not declare goes out as it is', async (t) => {
  @Controller('/')
  class Items {
    @Get('/object', { response: Type.Object({ ok: Type.Boolean() }), responses: { 409: Type.Object({ reason: Type.String() }) }, throws: [Refused] })
    object(): { ok: boolean } {
      return { ok: true };
    }

    @Get('/optional', { response: Type.Object({ ok: Type.Optional(Type.Boolean()) }) })
    optional(): { ok?: boolean } {
      return Object.assign({ ok: true }, { secret: 'x' });
    }

    @Get('/text', { response: Text })
    text(): string {
      return 'ok';
    }

    @Post('/nothing')
    nothing(): void {
      return;
    }

    @Get('/null', { response: Type.Union([Type.Object({ ok: Type.Boolean() }), Type.Null()]) })
    absent(): null {
      return null;
    }
  }
  const early = async (_request: FastifyRequest, reply: FastifyReply) => reply.code(401).send({ error: 'no key', at: new Date(0), list: [{ a: 1 }] });
  const asPlainFastify = [401, 'application/json; charset=utf-8', { error: 'no key', at: '1970-01-01T00:00:00.000Z', list: [{ a: 1 }] }];
  for (const step of ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const) {
    const fastify = Fastify();
    t.teardown(() => fastify.close());
    fastify.addHook(step as 'onRequest', early);
    fastify.get('/plain', { schema: { response: { 200: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } } } }, () => ({
      ok: true,
    }));
    await fastify.register(typhoon, { controllers: [Items] });
    for (const [method, url] of [
      ['GET', '/plain'],
      ['GET', '/object'],
      ['GET', '/optional'],
      ['GET', '/text'],
      ['POST', '/nothing'],
    ] as const) {
      const response = await fastify.inject({ method, url });
      t.strictSame([response.statusCode, response.headers['content-type'], response.json()], asPlainFastify, `${step} ${url}`);
    }
  }

  const late = Fastify();
  t.teardown(() => late.close());
  late.addHook('preSerialization', async (_request, reply, payload) => {
    if (payload !== null) return payload;
    reply.code(404);
    return Promise.resolve({ error: 'nothing is there' });
  });
  await late.register(typhoon, { controllers: [Items] });
  const absent = await late.inject('/null');
  t.strictSame([absent.statusCode, absent.json()], [404, { error: 'nothing is there' }], 'what takes the place of an answer is the hook’s');
  t.strictSame((await late.inject('/optional')).json(), { ok: true }, 'and what is answered otherwise is written by its schema');
});

t.test('what a sibling hooks and decorates is not on its routes, and what it hooks is not on those of the sibling', async (t) => {
  const seen: string[] = [];
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  fastify.register(async (sibling) => {
    sibling.decorateRequest('user', 'of the sibling');
    sibling.addHook('onRequest', async () => void seen.push('theirs'));
    sibling.addHook('onSend', async (_request, reply) => void reply.header('x-sibling', '1'));
    sibling.get('/sibling', (request) => (request as FastifyRequest & { user?: string }).user);
    await Promise.resolve();
  });
  fastify.register(typhoon, { controllers: [NotesController], fastify: { onRequest: async () => void seen.push('ours') } });
  const ours = await fastify.inject('/notes/3');
  t.strictSame([ours.json(), ours.headers['x-sibling'], seen.splice(0)], [{ text: '3 nobody' }, undefined, ['ours']]);
  const theirs = await fastify.inject('/sibling');
  t.strictSame([theirs.payload, theirs.headers['x-sibling'], seen.splice(0)], ['of the sibling', '1', ['theirs']]);
});

t.test('fails the boot of the host with every mistake', async (t) => {
  @Controller('/broken')
  class BrokenController {
    @Get('/:id')
    read(@Path('other', Type.Integer()) _id: number, _nothing: string): void {}
  }
  const fastify = Fastify();
  t.teardown(() => fastify.close());
  fastify.register(typhoon, { controllers: [BrokenController] });
  const error = await fastify.ready().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  t.ok(BootError.is(error));
  t.strictSame(
    (error as BootError).problems.map((problem) => problem.code),
    ['TYPHOON_ERR_PARAM_SOURCE', 'TYPHOON_ERR_PATH_PARAMETER', 'TYPHOON_ERR_PATH_PARAMETER'],
  );
});
