import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { Controller, Get, Type } from '@typhoon/core';
import t from 'tap';
import { RateLimit, rateLimitStore } from '#src/index.js';
import type { RateLimitStore } from '#src/index.js';
import { RateLimiter } from '#src/rate-limit/rate-limiter.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/')
class ItemsController {
  @Get('/open', { response: Type.String() })
  @RateLimit('1/m')
  open() {
    return 'open';
  }

  @Get('/closed', { response: Type.String() })
  @RateLimit('1/m', { failure: 'closed' })
  closed() {
    return 'closed';
  }
}

/** An application on a store that answers as it is told, and the lines of its log. */
async function startOn(test: Parameters<typeof startApp>[0], take: RateLimitStore['take']) {
  const lines: { level: number; msg: string }[] = [];
  const stream = { write: (line: string) => lines.push(JSON.parse(line) as { level: number; msg: string }) };
  const store = { take, close: async () => Promise.resolve() };
  const app = await startApp(test, {
    controllers: [ItemsController],
    engines: new Map([[rateLimitStore, () => store]]),
    server: { logger: { level: 'info', stream } },
  });
  return { app, lines: () => lines.filter(({ msg }) => msg.startsWith('Rate limits')).map(({ level, msg }) => [level, msg.slice(0, 25)]) };
}

t.test('passes or refuses, as the limit says, while the store fails, and logs it once', async (t) => {
  let isThere = false;
  const { app, lines } = await startOn(t, async () => {
    if (!isThere) throw new Error('away');
    return Promise.resolve({ allowed: true, states: [{ remaining: 0, reset: 1_000, wait: 0 }] });
  });
  const open = await app.inject('/open');
  t.match(open, { statusCode: 200, headers: { ratelimit: undefined } });
  const closed = await app.inject('/closed');
  t.match([closed.statusCode, closed.headers['retry-after'], closed.json()], [503, '1', { code: 'rate_limit_unavailable' }]);
  isThere = true;
  t.equal((await app.inject('/closed')).statusCode, 200);
  t.strictSame(lines(), [
    [40, 'Rate limits cannot be cou'],
    [30, 'Rate limits are counted a'],
  ]);
});

t.test('does not wait for a store that never answers, and leaves it alone for a while', async (t) => {
  let asked = 0;
  const { app, lines } = await startOn(t, async () => {
    asked++;
    return new Promise(() => undefined);
  });
  t.strictSame([(await app.inject('/open')).statusCode, (await app.inject('/closed')).statusCode, (await app.inject('/open')).statusCode], [200, 503, 200]);
  t.equal(asked, 1);
  t.strictSame(lines(), [[40, 'Rate limits cannot be cou']]);
});

t.test('counts with a store that has answered in time, though the event loop was blocked for longer', async (t) => {
  // Its answer is sent before this process is blocked, and read after it.
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      socket.write(data);
      for (const end = Date.now() + 400; Date.now() < end;);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  await once(socket, 'connect');
  t.teardown(() => {
    socket.destroy();
    server.close();
  });
  const result = { allowed: true, states: [] };
  const take: RateLimitStore['take'] = async () => {
    const answered = once(socket, 'data');
    socket.write('?');
    await answered;
    return result;
  };
  const limiter = new RateLimiter({ take, close: async () => Promise.resolve() });
  t.equal(await limiter.take([], { warn: () => t.fail('it was there'), info: () => undefined }), result);
});

t.test('counts what became of requests', async (t) => {
  const answers: (boolean | undefined)[] = [true, false, undefined];
  const { app } = await startOn(t, async () => {
    const allowed = answers.shift();
    if (allowed === undefined) throw new Error('away');
    return Promise.resolve({ allowed, states: [{ remaining: 0, reset: 1_000, wait: 1_000 }] });
  });
  for (const status of [200, 429, 503]) t.equal((await app.inject('/closed')).statusCode, status);
  const source = [...app.metrics].find(({ name }) => name === 'rate_limit_checks_total');
  t.strictSame(
    await source?.read(),
    ['allowed', 'refused', 'unavailable'].map((result) => ({ labels: { result }, value: 1 })),
  );
});
