import type { FastifyReply } from 'fastify';
import t from 'tap';
import { Controller, Depends, Get, HttpError, Text, dependency, fastifyReply } from '#src/index.js';
import { dropUnsendableHeaders, findHeaderProblem } from '#src/fastify/header-problem.js';
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

@Controller('/')
class HeadersController {
  @Get('/plain', { response: Text })
  plain(@Depends(fastifyReply) reply: FastifyReply): string {
    reply.header('x-name', 'a\r\nset-cookie: b=c');
    return 'x';
  }

  @Get('/transaction', { response: Text })
  async transaction(@Depends(fastifyReply) reply: FastifyReply, @Depends(transaction) _tx: number): Promise<string> {
    await Promise.resolve();
    reply.header('x-name', 'a€');
    return 'x';
  }

  @Get('/thrown')
  thrown(): void {
    throw new HttpError(409, { detail: 'Taken', headers: { 'x-name': 'a\nb', 'x-good': '1' } });
  }
}

t.test('a header that cannot be sent is a neutral 500, and rolls back', async (t) => {
  const app = await startApp(t, { controllers: [HeadersController] });
  for (const url of ['/plain', '/transaction']) {
    const answer = await app.inject(url);
    t.match(answer.json(), { status: 500, code: 'internal_server_error' }, url);
    t.notOk('x-name' in answer.headers || 'set-cookie' in answer.headers);
    t.match(app.lines.at(-1), { level: 50, msg: /^Invalid character in header content/ });
  }
  t.strictSame(steps, ['rollback']);
});

t.test('a header of an error that cannot be sent is left out', async (t) => {
  const app = await startApp(t, { controllers: [HeadersController] });
  const answer = await app.inject('/thrown');
  t.match(answer.json(), { status: 409, detail: 'Taken' });
  t.strictSame([answer.headers['x-name'], answer.headers['x-good']], [undefined, '1']);
});

t.test('names are checked, and each of several values', (t) => {
  const rows: [Record<string, unknown>, boolean][] = [
    [{}, true],
    [{ a: '1', b: 2, c: ['x', 'é'] }, true],
    [{ a: ['x', '\n'] }, false],
    [{ 'a b': '1' }, false],
    [{ a: undefined }, false],
  ];
  for (const [headers, isGood] of rows) {
    const left = { ...headers };
    const reply = { getHeaders: () => left, removeHeader: (name: string) => Reflect.deleteProperty(left, name) } as unknown as FastifyReply;
    t.equal(findHeaderProblem(reply) === undefined, isGood, JSON.stringify(headers));
    dropUnsendableHeaders(reply);
    t.equal(findHeaderProblem(reply), undefined);
  }
  t.end();
});
