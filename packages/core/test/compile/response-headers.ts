import type { FastifyReply } from 'fastify';
import t from 'tap';
import { Controller, Depends, Get, HttpError, Post, Query, Redirect, Text, Type, dependency, fastifyReply, reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const steps: string[] = [];
const transaction = dependency({}, async function* () {
  try {
    yield 1;
    steps.push('commit');
  } catch (error) {
    steps.push('rollback');
    throw error;
  }
});

const Pages = Type.Integer({ minimum: 0 });
const headers = { 'X-Pages': { schema: Pages, required: true }, 'x-tags': { schema: Type.Array(Type.String({ minLength: 2 })) } };

@Controller('/')
class PagesController {
  @Get('/list', { response: Text, responseHeaders: headers })
  list(
    @Query('pages', Type.Optional(Type.String())) pages: string | undefined,
    @Query('tags', Type.Optional(Type.String())) tags: string | undefined,
    @Depends(fastifyReply) answer: FastifyReply,
    @Depends(transaction) _tx: number,
  ): string {
    if (pages !== undefined) answer.header('x-pages', pages);
    if (tags !== undefined) answer.header('x-tags', tags);
    if (pages === '404') throw new HttpError(404);
    return 'x';
  }

  @Post('/', { status: 201, response: Text, responses: { 202: { response: Text, headers: { location: { schema: Type.String(), required: true } } } } })
  create(@Query('location', Type.Optional(Type.String())) location: string | undefined) {
    return reply(202, 'x', location === undefined ? {} : { location });
  }

  @Get('/hook', {
    response: Text,
    responseHeaders: { 'x-hook': { schema: Type.String(), required: true }, 'content-length': { schema: Pages, required: true } },
  })
  hook(): string {
    return 'x';
  }

  @Get('/redirect', { response: Redirect })
  redirect(): string {
    return '/list';
  }
}

const options = { controllers: [PagesController], plugins: [addHook] };

async function addHook(instance: { addHook: (name: 'onSend', hook: (request: unknown, reply: FastifyReply) => Promise<void>) => unknown }): Promise<void> {
  instance.addHook('onSend', async (_request, reply) => void reply.header('x-hook', 'late'));
}

t.test('a documented header that is missing or does not fit its schema is a 500 outside production, and rolls back', async (t) => {
  const app = await startApp(t, { ...options, validateResponses: true });
  const rows: [string, number, string?][] = [
    ['/list?pages=3', 200],
    ['/list?pages=3&tags=aa, bb', 200],
    ['/list', 500, 'PagesController.list returned what its response schema for status 200 does not allow. First: header.x-pages: Field required.'],
    ['/list?pages=many', 500, 'header.x-pages: Input should be a valid integer, unable to parse string as an integer.'],
    ['/list?pages=-1', 500, 'header.x-pages: Input should be greater than or equal to 0.'],
    ['/list?pages=3&tags=aa,b', 500, 'header.x-tags.1: String should have at least 2 characters.'],
    ['/list?pages=404', 404],
  ];
  for (const [url, status, message] of rows) {
    steps.length = app.lines.length = 0;
    const answer = await app.inject(url);
    t.equal(answer.statusCode, status, url);
    if (message !== undefined) t.match(JSON.stringify(app.lines), message, url);
    t.strictSame(steps, [status === 200 ? 'commit' : 'rollback'], url);
  }
});

t.test('headers of each status, those that hooks of the host set, and those of a response kind are looked at where they are sent', async (t) => {
  const app = await startApp(t, { ...options, validateResponses: true });
  t.equal((await app.inject({ method: 'POST', url: '/?location=/1' })).statusCode, 202);
  t.equal((await app.inject({ method: 'POST', url: '/' })).statusCode, 500);
  t.equal((await app.inject('/hook')).statusCode, 200);
  t.equal((await app.inject('/redirect')).headers.location, '/list');
});

t.test('are not looked at in production', async (t) => {
  const app = await startApp(t, { ...options, validateResponses: false });
  t.equal((await app.inject('/list')).statusCode, 200);
  t.equal((await app.inject({ method: 'POST', url: '/' })).statusCode, 202);
});
