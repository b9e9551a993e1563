import Fastify from 'fastify';
import t from 'tap';
import { answerUnrouted } from '#src/fastify/error-handler.js';
import { HttpError } from '#src/http/http-error.js';
import { reply } from '#src/http/reply.js';
import { RequestValidationError } from '#src/http/request-errors.js';

class Base extends Error {}
class Special extends Base {}

function startHost(thrown: unknown, handlers: Parameters<typeof answerUnrouted>[1] = []) {
  const host = Fastify();
  host.setErrorHandler(answerUnrouted('problem', handlers));
  host.get('/', (_request, answer) => {
    answer.headers({ location: '/a', etag: '"a"', 'content-disposition': 'attachment', 'x-kept': '1' });
    throw thrown as Error;
  });
  return host.inject('/');
}

t.test('keeps the status of refusals, and hides everything else', async (t) => {
  const rows = [
    [new HttpError(409, 'Taken'), { status: 409, detail: 'Taken' }],
    [new RequestValidationError([]), { status: 422, code: 'validation_failed' }],
    [Object.assign(new Error('Slow down'), { statusCode: 429 }), { status: 429, detail: 'Slow down' }],
    [Object.assign(new Error('secret'), { statusCode: 503 }), { status: 503, title: 'Service Unavailable' }],
    [Object.assign(new Error('secret'), { statusCode: 302 }), { status: 500 }],
    [new Error('secret'), { status: 500 }],
    ['secret', { status: 500 }],
  ] as const;
  for (const [thrown, want] of rows) {
    const response = await startHost(thrown);
    t.equal(response.statusCode, want.status);
    t.match(response.json(), want);
    t.notMatch(response.payload, 'secret');
    t.match(response.headers, { 'content-type': 'application/problem+json; charset=utf-8', 'x-kept': '1' });
    t.strictSame([response.headers.location, response.headers.etag, response.headers['content-disposition']], [undefined, undefined, undefined]);
  }
});

t.test('asks the handler of the nearest class at the innermost level', async (t) => {
  const note = (level: number, error: typeof Base | typeof Error, name: string) => ({ level, error, handle: () => reply(418, { name }) });
  const rows = [
    [new Special(), [note(0, Base, 'base'), note(0, Special, 'special')], 'special'],
    [new Special(), [note(0, Base, 'base'), note(1, Special, 'special')], 'base'],
    [new Base(), [note(0, Special, 'special'), note(1, Error, 'error')], 'error'],
  ] as const;
  for (const [thrown, handlers, name] of rows) t.strictSame((await startHost(thrown, handlers)).json(), { name });
});

t.test('takes an error, a reply, or nothing from a handler', async (t) => {
  const handle = (result: () => unknown) => [{ level: 0, error: Base, handle: result }];
  const rows = [
    [() => new HttpError(410), 410, 'application/problem+json; charset=utf-8'],
    [() => Promise.reject(new HttpError(411)), 411, 'application/problem+json; charset=utf-8'],
    [() => undefined, 500, 'application/problem+json; charset=utf-8'],
    [() => reply(202, { a: new Set([1n]) }), 202, 'application/json; charset=utf-8'],
    [() => reply(204), 204, undefined],
  ] as const;
  for (const [result, status, type] of rows) {
    const response = await startHost(new Special(), handle(result));
    t.strictSame([response.statusCode, response.headers['content-type']], [status, type]);
    if (status === 202) t.equal(response.payload, '{"a":["1"]}');
  }
});

t.test('answers once, however long the hooks of the host take', async (t) => {
  const host = Fastify();
  host.addHook('onSend', async (_request, _reply, payload) => {
    await new Promise((resolve) => setImmediate(resolve));
    return payload;
  });
  host.setErrorHandler(answerUnrouted('problem', [{ level: 0, error: Base, handle: () => Promise.resolve(reply(418, { name: 'base' })) }]));
  host.get('/', () => {
    throw new Base();
  });
  host.get('/other', () => Promise.reject(new HttpError(409)));
  const answer = await host.inject('/');
  t.strictSame([answer.statusCode, answer.json()], [418, { name: 'base' }]);
  t.equal((await host.inject('/other')).statusCode, 409);
});

t.test('leaves to Fastify what cannot be answered', async (t) => {
  const response = await startHost(new Special(), [{ level: 0, error: Base, handle: () => Promise.resolve(reply(200, 'x', { 'x-bad': 'a\nb' })) }]);
  t.equal(response.statusCode, 500);
});
