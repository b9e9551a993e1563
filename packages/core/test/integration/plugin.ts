import t from 'tap';
import Fastify from 'fastify';
import type { FastifyRequest } from 'fastify';
import { BootError, Body, Controller, Depends, Get, Model, Path, Post, Type, fastifyRequest, typhoon } from '#src/index.js';

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
