import { EventEmitter, once } from 'node:events';
import t from 'tap';
import { createApp } from '#src/app.js';
import { Controller, HttpError, Query, Type, dependency, security, unauthorized } from '#src/index.js';

@Controller('/')
class NoController {}

class Users {
  readonly names: readonly string[] = ['ada'];
}

const basic = security.basic();
const operator = dependency({ credentials: basic, users: Users }, ({ credentials, users }) =>
  users.names.includes(credentials.username) ? credentials.username : HttpError.throw(403),
);
const level = dependency({ level: Query('level', Type.Integer({ default: 1 })) }, (inputs) => inputs.level);
const events: string[] = [];
const closing = new EventEmitter();
const opened = dependency({ level }, function* (inputs) {
  events.push(`open ${String(inputs.level)}`);
  yield inputs.level;
  closing.emit('close');
});

async function startMetrics(test: Pick<typeof t, 'teardown'>) {
  const app = createApp({
    controllers: [NoController],
    server: { logger: false },
    plugins: [
      (fastify, app) => {
        fastify.get('/metrics', { onRequest: app.guard({ security: [operator], dependencies: [opened] }) }, () => ({ requests: 1 }));
      },
    ],
  });
  test.teardown(() => app.close());
  return app;
}

const ask = (app: ReturnType<typeof createApp>, url: string, user?: string) =>
  app.inject({ url, headers: user === undefined ? {} : { authorization: `Basic ${btoa(`${user}:x`)}` } });

t.test('lets a request of a plain Fastify route pass where the dependencies do', async (t) => {
  const app = await startMetrics(t);
  const closed = once(closing, 'close');
  const url = await app.listen({ port: 0 });
  const answer = await fetch(`${url}/metrics?level=3`, { headers: { authorization: `Basic ${btoa('ada:x')}` } });
  t.equal(answer.status, 200);
  t.strictSame(await answer.json(), { requests: 1 });
  t.strictSame(events.splice(0), ['open 3']);
  await closed;
});

t.test('refuses as on a route of ours: security first, then what does not fit', async (t) => {
  const app = await startMetrics(t);
  const stranger = await ask(app, '/metrics?level=x');
  t.match(stranger, { statusCode: 401, headers: { 'www-authenticate': /^Basic/, 'content-type': /problem\+json/ } });
  t.equal((await ask(app, '/metrics?level=x', 'eve')).statusCode, 403);
  const wrong = await ask(app, '/metrics?level=x', 'ada');
  t.match(wrong, { statusCode: 422 });
  t.match(wrong.json(), { errors: [{ type: 'int_parsing', loc: ['query', 'level'] }] });
  t.strictSame(events, [], 'nothing was opened');
});

t.test('follows an override, and back', async (t) => {
  const app = await startMetrics(t);
  await app.ready();
  const restore = app.override(operator, () => 'anyone');
  t.equal((await ask(app, '/metrics')).statusCode, 200);
  restore();
  t.equal((await ask(app, '/metrics')).statusCode, 401);
  events.length = 0;
});

t.test('tells what was opened already of a later refusal', async (t) => {
  const seen: unknown[] = [];
  const witness = dependency({}, function* () {
    try {
      yield 1;
    } catch (error) {
      seen.push(error);
      throw error;
    }
  });
  const refusing = dependency({ witness }, () => HttpError.throw(409));
  const app = createApp({
    controllers: [NoController],
    server: { logger: false },
    plugins: [(fastify, app) => void fastify.get('/', { onRequest: app.guard({ dependencies: [refusing] }) }, () => 'never')],
  });
  t.teardown(() => app.close());
  t.equal((await app.inject('/')).statusCode, 409);
  t.match(seen, [{ status: 409 }]);
});

t.test('is made before the application starts', async (t) => {
  const app = createApp({ controllers: [NoController], server: { logger: false } });
  t.teardown(() => app.close());
  await app.ready();
  t.throws(() => app.guard({ dependencies: [dependency({}, () => unauthorized())] }), { message: /before app\.ready\(\)/ });
});
