import net from 'node:net';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import type { FastifyReply } from 'fastify';
import { Controller, Depends, Get, HttpError, Type, dependency, fastifyReply, signal } from '#src/index.js';
import type { Application } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const steps: string[] = [];
t.beforeEach(() => void steps.splice(0));

let failCommit = false;

const outer = dependency({}, async function* () {
  try {
    yield 'outer';
    steps.push('outer done');
  } catch (error) {
    steps.push(`outer saw ${(error as Error).message}`);
    throw error;
  }
});

const transaction = dependency({ outer }, async function* () {
  try {
    yield 'tx';
    if (failCommit) throw new Error('commit failed');
    steps.push('commit');
  } catch (error) {
    steps.push(`rollback after ${(error as Error).message}`);
    throw error;
  }
});

const untilSent = dependency(
  {},
  function* () {
    yield 'open';
    steps.push('closed');
  },
  { until: 'sent' },
);

const translating = dependency({}, async function* () {
  try {
    yield 1;
  } catch {
    throw new HttpError(409, 'Translated');
  }
});

const swallowing = dependency({}, async function* () {
  try {
    yield 1;
  } catch {
    steps.push('swallowed');
  }
});

const Answer = Type.Object({ ok: Type.Boolean() });

@Controller('/')
class WorkController {
  @Get('/ok', { response: Answer })
  ok(@Depends(transaction) _tx: string, @Depends(fastifyReply) reply: FastifyReply): { ok: boolean } {
    reply.header('location', '/elsewhere');
    return { ok: true };
  }

  @Get('/fails', { response: Answer })
  fails(@Depends(transaction) _tx: string): { ok: boolean } {
    throw new HttpError(418, 'teapot');
  }

  @Get('/unserializable', { response: Type.Object({ n: Type.Integer() }) })
  unserializable(@Depends(transaction) _tx: string): { n: number } {
    return { n: Symbol('no') as unknown as number };
  }

  @Get('/sent', { response: Answer })
  sent(@Depends(untilSent) _open: string): { ok: boolean } {
    steps.push('handler');
    return { ok: true };
  }

  @Get('/translated', { response: Answer })
  translated(@Depends(translating) _n: number): { ok: boolean } {
    throw new Error('internal');
  }

  @Get('/swallowed', { response: Answer })
  swallowed(@Depends(swallowing) _n: number): { ok: boolean } {
    throw new HttpError(400, 'kept');
  }

  @Get('/hijacked')
  hijacked(@Depends(transaction) _tx: string, @Depends(fastifyReply) reply: FastifyReply): void {
    reply.hijack();
    reply.raw.end('raw');
  }

  @Get('/slow', { response: Answer })
  async slow(@Depends(transaction) _tx: string, @Depends(signal) aborted: AbortSignal): Promise<{ ok: boolean }> {
    steps.push('waiting');
    await new Promise((resolve) => aborted.addEventListener('abort', resolve));
    steps.push('aborted');
    throw aborted.reason as Error;
  }
}

const options = { controllers: [WorkController] };

t.test('closes dependencies in reverse before the answer leaves', async (t) => {
  const app = await startApp(t, options);
  const response = await app.inject('/ok');
  t.equal(response.statusCode, 200);
  t.strictSame(steps, ['commit', 'outer done']);
});

t.test('answers a failed commit with 500, without the headers of success', async (t) => {
  failCommit = true;
  t.teardown(() => void (failCommit = false));
  const app = await startApp(t, options);
  const response = await app.inject('/ok');
  t.equal(response.statusCode, 500);
  t.equal(response.headers.location, undefined);
  t.notMatch(response.payload, 'commit failed');
  t.strictSame(steps, ['rollback after commit failed', 'outer saw commit failed']);
  t.match(app.lines, [{ level: 50, msg: 'commit failed' }]);
});

t.test('shows every dependency what the handler threw', async (t) => {
  const app = await startApp(t, options);
  const response = await app.inject('/fails');
  t.equal(response.statusCode, 418);
  t.strictSame(steps, ['rollback after teapot', 'outer saw teapot']);
});

t.test('rolls back when the answer cannot be serialized', async (t) => {
  const app = await startApp(t, options);
  const response = await app.inject('/unserializable');
  t.equal(response.statusCode, 500);
  t.match(steps[0], /^rollback/);
});

t.test('rolls back when a host hook answers instead of the handler', async (t) => {
  const app = await startApp(t, {
    ...options,
    plugins: [
      (fastify) =>
        fastify.addHook('preSerialization', async (_request, reply) => {
          reply.code(429);
          throw Object.assign(new Error('Too many'), { statusCode: 429 });
        }),
    ],
  });
  const response = await app.inject('/ok');
  t.equal(response.statusCode, 429);
  t.match(steps, ['rollback after Too many', 'outer saw Too many']);
});

t.test('lets a teardown turn the failure into another one', async (t) => {
  const app = await startApp(t, options);
  const response = await app.inject('/translated');
  t.equal(response.statusCode, 409);
  t.equal(response.json().detail, 'Translated');
});

t.test('keeps the answer of a failure that a teardown swallows', async (t) => {
  const app = await startApp(t, options);
  const response = await app.inject('/swallowed');
  t.equal(response.statusCode, 400);
  t.strictSame(steps, ['swallowed']);
});

t.test('closes what lives until the answer is sent after it was sent', async (t) => {
  const app = await startApp(t, options);
  await listen(app);
  const response = await fetch(`${addressOf(app)}/sent`);
  t.strictSame(await response.json(), { ok: true });
  await until(() => steps.includes('closed'));
  t.strictSame(steps, ['handler', 'closed']);
});

t.test('closes what a hijacked request opened when its connection closes', async (t) => {
  const app = await startApp(t, options);
  await listen(app);
  const response = await fetch(`${addressOf(app)}/hijacked`, { headers: { connection: 'close' } });
  t.equal(await response.text(), 'raw');
  await until(() => steps.length === 2);
  t.equal(steps.length, 2);
});

t.test('aborts the signal and closes dependencies once when the client leaves', async (t) => {
  const app = await startApp(t, options);
  await listen(app);
  const { port, hostname } = new URL(addressOf(app));
  const socket = net.connect(Number(port), hostname);
  socket.write('GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await until(() => steps.includes('waiting'));
  socket.destroy();
  await until(() => steps.some((step) => step.startsWith('outer')));
  t.equal(steps.filter((step) => step.startsWith('rollback')).length, 1);
  t.equal(steps.filter((step) => step.startsWith('outer')).length, 1);
  t.ok(steps.includes('aborted'));
  t.notOk(steps.includes('commit'));
});

async function listen(app: Application): Promise<void> {
  await app.listen({ port: 0 });
}

function addressOf(app: Application): string {
  const [address] = app.fastify.addresses();
  return `http://127.0.0.1:${(address as AddressInfo).port}`;
}

/** Waits for something to come true; the test's own time limit ends a wait in vain. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const seeing = dependency(
  {},
  async function* () {
    try {
      yield 1;
      steps.push('sent well');
    } catch (error) {
      steps.push(`sent after ${(error as Error).message}`);
      throw error;
    }
  },
  { until: 'sent' },
);

@Controller('/seeing')
class SeeingController {
  @Get('/well')
  well(@Depends(seeing) _seeing: number, @Depends(transaction) _tx: string): void {
    return;
  }

  @Get('/fails')
  fails(@Depends(seeing) _seeing: number, @Depends(transaction) _tx: string): void {
    throw new HttpError(418, 'tea');
  }

  @Get('/failing-commit')
  failingCommit(@Depends(seeing) _seeing: number, @Depends(transaction) _tx: string): void {
    failCommit = true;
  }
}

t.test('shows what lives until the answer is sent how it ended, in memory and over the wire', async (t) => {
  const app = await startApp(t, { controllers: [SeeingController] });
  await app.listen({ port: 0 });
  const ways = [
    async (url: string) => (await app.inject(url)).statusCode,
    async (url: string) => {
      const response = await fetch(`${addressOf(app)}${url}`);
      await response.text();
      return response.status;
    },
  ];
  for (const ask of ways) {
    const rows: [string, number, string][] = [
      ['/seeing/well', 200, 'sent well'],
      ['/seeing/fails', 418, 'sent after tea'],
      ['/seeing/failing-commit', 500, 'sent after commit failed'],
    ];
    for (const [url, status, last] of rows) {
      steps.splice(0);
      failCommit = false;
      t.equal(await ask(url), status, url);
      await until(() => steps.at(-1)?.startsWith('sent') === true);
      t.equal(steps.at(-1), last, url);
    }
  }
  failCommit = false;
});
