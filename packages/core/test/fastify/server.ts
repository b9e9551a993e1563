import { Writable } from 'node:stream';
import { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import t from 'tap';
import { createServer } from '#src/fastify/server.js';

/** A server whose log lines can be read. */
function createLogged(options: FastifyServerOptions = {}): { readonly server: FastifyInstance; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });
  return { server: createServer({ logger: { level: 'info', stream }, ...options }), lines };
}

/** What of a line is the same on every machine. */
function essence({ msg, reqId, level, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !['time', 'pid', 'hostname'].includes(name)));
  return { ...own, msg, reqId, level };
}

t.test('a request that writes nothing leaves no line; one that does has its id on each, from hooks, handlers and replies', async (t) => {
  const { server, lines } = createLogged({ genReqId: () => 'r1' });
  server.addHook('onRequest', (request, _reply, done) => {
    request.log.info('hook');
    done();
  });
  server.get('/silent', { onRequest: [] }, () => 'ok');
  server.get('/', (request, reply) => {
    request.log.warn({ part: 'handler' }, 'handled');
    reply.log.info('reply');
    request.log.child({ child: 1 }).info('child');
    return 'ok';
  });
  await server.inject('/');
  t.strictSame(lines.map(essence), [
    { msg: 'hook', reqId: 'r1', level: 30 },
    { msg: 'handled', part: 'handler', reqId: 'r1', level: 40 },
    { msg: 'reply', reqId: 'r1', level: 30 },
    { msg: 'child', child: 1, reqId: 'r1', level: 30 },
  ]);
});

t.test('the levels and serializers of routes and plugins hold, and a level that the logger does not have is refused', async (t) => {
  const { server, lines } = createLogged();
  server.get('/quiet', { logLevel: 'error', logSerializers: { user: (user: { name: string }) => user.name } }, (request) => {
    request.log.info('unheard');
    request.log.error({ user: { name: 'Ada', secret: 1 } }, 'heard');
    return 'ok';
  });
  server.register(
    (instance, _options, done) => {
      instance.get('/plugin', (request) => {
        request.log.info('unheard');
        request.log.warn('heard');
        return 'ok';
      });
      done();
    },
    { logLevel: 'warn' },
  );
  await server.inject('/quiet');
  await server.inject('/plugin');
  t.match(lines, [
    { msg: 'heard', user: 'Ada' },
    { msg: 'heard', level: 40 },
  ]);
  t.equal(lines.length, 2);
  t.throws(() => createLogged().server.get('/', { logLevel: 'loud' as never }, () => 'ok'), {
    message: "The route GET / has the 'logLevel' 'loud', which its logger does not know.",
  });
});

t.test('factories of loggers get the logger of the server, those of routes and of plugins', async (t) => {
  const { server, lines } = createLogged();
  const named = (name: string) => (parent: FastifyBaseLogger, bindings: object) => parent.child({ ...bindings, factory: name });
  const say = (request: FastifyRequest): string => {
    request.log.info('hello');
    return 'ok';
  };
  server.get('/route', { childLoggerFactory: named('route') }, say);
  server.register((instance, _options, done) => {
    instance.setChildLoggerFactory(named('plugin'));
    instance.get('/plugin', say);
    done();
  });
  server.get('/plain', say);
  for (const path of ['/route', '/plugin', '/plain']) await server.inject(path);
  t.strictSame(
    lines.map(({ factory, reqId }) => [factory, reqId]),
    [
      ['route', 'req-1'],
      ['plugin', 'req-2'],
      [undefined, 'req-3'],
    ],
  );
});

t.test('an address that nobody can read has a logger, too', async (t) => {
  const { server, lines } = createLogged({
    genReqId: () => 'r3',
    frameworkErrors: (error, request, reply) => {
      request.log.warn(error.code);
      void (reply as FastifyReply).code(400).send('bad');
    },
  });
  server.get('/:name', () => 'ok');
  t.equal((await server.inject('/%')).statusCode, 400);
  t.strictSame(lines.map(essence), [{ msg: 'FST_ERR_BAD_URL', reqId: 'r3', level: 40 }]);
});

t.test('failures are written with the serializers of Fastify', async (t) => {
  const { server, lines } = createLogged();
  server.get('/', (request) => {
    request.log.error({ err: new Error('broken'), req: request }, 'failed');
    return 'ok';
  });
  await server.inject('/');
  t.match(lines, [{ msg: 'failed', err: { type: 'Error', message: 'broken', stack: /server/ }, req: { method: 'GET', url: '/' } }]);
});

t.test("the log of the server itself is there, and so is a logger of the host's", async (t) => {
  const { server, lines } = createLogged();
  server.log.info('started');
  server.register((instance, _options, done) => {
    instance.log.info('in a plugin');
    done();
  });
  await server.ready();
  t.match(lines, [{ msg: 'started' }, { msg: 'in a plugin' }]);

  const written: unknown[][] = [];
  const write = (...args: unknown[]): void => void written.push(args);
  const own: Record<string, unknown> = { level: 'info', fatal: write, error: write, warn: write, info: write, debug: write, trace: write, silent: write };
  own['child'] = (bindings: unknown) => ({ ...own, bindings, info: (...args: unknown[]) => void written.push([bindings, ...args]) });
  const hosted = createServer({ loggerInstance: own as never, genReqId: () => 'r2' });
  hosted.get('/', (request) => {
    request.log.info('hello');
    return 'ok';
  });
  await hosted.inject('/');
  t.strictSame(written, [[{ reqId: 'r2' }, 'hello']]);
});

t.test('a log controller leaves the log to Fastify, lines of requests included; `logger: false` writes nothing', async (t) => {
  const { server, lines } = createLogged({ logController: new LogController() });
  server.get('/', () => 'ok');
  await server.inject('/');
  t.match(lines, [{ msg: 'incoming request' }, { msg: 'request completed', responseTime: Number }]);

  const silent = createServer({ logger: false });
  silent.get('/', (request) => {
    request.log.error('unheard');
    return 'ok';
  });
  t.equal((await silent.inject('/')).statusCode, 200);
});

t.test('a slash at the end is ignored, unless the options say otherwise', async (t) => {
  const lenient = createServer({ logger: false });
  lenient.get('/a', () => 'ok');
  t.equal((await lenient.inject('/a/')).statusCode, 200);
  const other = createServer({ logger: false, routerOptions: { caseSensitive: false } });
  other.get('/a', () => 'ok');
  t.equal((await other.inject('/A/')).statusCode, 200, 'another option of the router leaves it as it is');
  const strict = createServer({ logger: false, routerOptions: { ignoreTrailingSlash: false } });
  strict.get('/a', () => 'ok');
  t.equal((await strict.inject('/a/')).statusCode, 404);
});
