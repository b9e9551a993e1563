import t from 'tap';
import type { onRequestHookHandler } from 'fastify';
import { Controller, Get, Path, Type, createApp } from '#src/index.js';

@Controller('/items')
class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('id', Type.String()) id: string) {
    return id;
  }
}

const stamp: onRequestHookHandler = (_request, reply, done) => {
  reply.header('x-first', 'sync');
  done();
};

const later = (async (_request, reply) => {
  await Promise.resolve();
  reply.header('x-later', 'async');
}) as onRequestHookHandler;

const failing: onRequestHookHandler = ({ headers }, _reply, done) => {
  if (headers['x-fail'] === undefined) done();
  else done(Object.assign(new Error('not today'), { statusCode: 403 }));
};

const rejecting = (async ({ headers }) => {
  await Promise.resolve();
  if (headers['x-reject'] !== undefined) throw Object.assign(new Error('never'), { statusCode: 403 });
}) as onRequestHookHandler;

const answering: onRequestHookHandler = ({ headers }, reply, done) => {
  if (headers['x-answer'] === undefined) done();
  else reply.code(202).send('done');
};

const answeringLater = (async ({ headers }, reply) => {
  await Promise.resolve();
  if (headers['x-answer-later'] !== undefined) return reply.code(203).send('done');
  return undefined;
}) as onRequestHookHandler;

t.test('first hooks see malformed addresses as they see all others', async (t) => {
  const seen: string[] = [];
  const last: onRequestHookHandler = ({ url }, _reply, done) => {
    seen.push(url);
    done();
  };
  const hooks = [stamp, later, failing, rejecting, answering, answeringLater, last];
  const app = createApp({ controllers: [ItemsController], server: { logger: false }, plugins: hooks.map((hook) => (_fastify, app) => app.addFirstHook(hook)) });
  t.teardown(() => app.close());
  for (const [url, plain] of [
    ['/items/1', 200],
    ['/items/%zz', 400],
    [`/items/${'x'.repeat(101)}`, 414],
  ] as const) {
    const rows = [
      [{}, plain],
      [{ 'x-fail': '1' }, 403],
      [{ 'x-reject': '1' }, 403],
      [{ 'x-answer': '1' }, 202],
      [{ 'x-answer-later': '1' }, 203],
    ] as const;
    for (const [headers, status] of rows) {
      const answer = await app.inject({ url, headers });
      t.match([answer.statusCode, answer.headers], [status, { 'x-first': 'sync', 'x-later': 'async' }], `${url} ${Object.keys(headers).join('')}`);
    }
  }
  t.strictSame(seen, ['/items/1', '/items/%zz', `/items/${'x'.repeat(101)}`], 'none that was answered or refused');
});

t.test('without first hooks the answer is a problem, and no other hook runs', async (t) => {
  const app = createApp({ controllers: [ItemsController], server: { logger: false }, plugins: [(fastify) => fastify.addHook('onRequest', later)] });
  t.teardown(() => app.close());
  const answer = await app.inject('/%zz');
  t.match([answer.statusCode, answer.json()], [400, { code: 'bad_request', detail: "'/%zz' is not a valid url component" }]);
  t.equal(answer.headers['x-later'], undefined);
});
