import { once } from 'node:events';
import { ownRedisSkip, startOwnRedis } from '@typhoon-apps/fixtures/redis';
import { setTimeout as wait } from 'node:timers/promises';
import t from 'tap';
import { WebSocket as Client } from 'ws';
import { BootError, Controller, Get, Query, RateLimit, Type, WebSocket, createApp, dependency, rateLimiting } from '#src/index.js';
import type { ApplicationOptions, ExceededLimit, Socket } from '#src/index.js';

const Text = { receive: Type.String(), send: Type.String() };
const userName = dependency({ name: Query('name', Type.String({ default: 'nobody' })) }, ({ name }) => name);

async function echo(socket: Socket<string, string>): Promise<void> {
  for await (const text of socket) await socket.send(text);
}

@Controller('/sockets')
class SocketsController {
  @WebSocket('/closed', Text)
  @RateLimit('3/h')
  closed(socket: Socket<string, string>) {
    return echo(socket);
  }

  @WebSocket('/dropped', Text)
  @RateLimit('2/h', { exceeded: 'drop', by: userName })
  dropped(socket: Socket<string, string>) {
    return echo(socket);
  }

  @WebSocket('/answered', Text)
  @RateLimit('1/h', { exceeded: ({ limit, retryAfter }: ExceededLimit) => `${limit}, again in ${retryAfter > 3_500 ? 'an hour' : retryAfter}` })
  answered(socket: Socket<string, string>) {
    return echo(socket);
  }

  @WebSocket('/strict', Text)
  @RateLimit('1000/h', { failure: 'closed' })
  strict(socket: Socket<string, string>) {
    return echo(socket);
  }
}

type Started = Awaited<ReturnType<typeof start>>;

async function start(test: Pick<typeof t, 'teardown'>, options: Partial<ApplicationOptions & { redis: string }> = {}) {
  const app = createApp({ title: 'Sockets', version: '1.0.0', controllers: [SocketsController], server: { logger: false }, ...options });
  test.teardown(() => app.close());
  const address = await app.listen({ port: 0 });
  return { app, url: address.replace('http', 'ws') };
}

/** Sends texts, each after the answer to the one before, and tells what came back until so many answers or the end. */
async function talk(
  { url }: Started,
  path: string,
  texts: readonly string[],
  { answers = Infinity, isAtOnce = false } = {},
): Promise<readonly (string | number)[]> {
  const socket = new Client(url + path);
  const heard: (string | number)[] = [];
  const left = [...texts];
  const sendNext = (): void => {
    const text = left.shift();
    if (text !== undefined) socket.send(JSON.stringify(text));
  };
  const done = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      heard.push(JSON.parse(data.toString()) as string);
      if (heard.length >= answers) resolve();
      else sendNext();
    });
    socket.on('close', (code, reason) => {
      heard.push(code, String(reason));
      resolve();
    });
  });
  await once(socket, 'open');
  if (isAtOnce) while (left.length > 0) sendNext();
  else sendNext();
  await done;
  socket.terminate();
  return heard;
}

/** The status of an opening, and what its headers say of limits. */
async function open({ url }: Started, path: string): Promise<readonly [number, string | undefined]> {
  const socket = new Client(url + path);
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('upgrade', ({ headers }) => resolve([101, headers['ratelimit'] as string | undefined]));
    socket.on('unexpected-response', (_request, { statusCode = 0, headers }) => {
      socket.terminate();
      resolve([statusCode, headers['retry-after']]);
    });
  });
}

t.test('one message over the limit closes, is dropped or answered, whichever socket of the same caller sends it', async (t) => {
  const started = await start(t);
  t.strictSame(await talk(started, '/sockets/closed', ['a', 'b'], { answers: 2 }), ['a', 'b']);
  t.strictSame(await talk(started, '/sockets/closed', ['c', 'd', 'e']), ['c', 4429, 'rate_limited']);
  t.strictSame(await talk(started, '/sockets/dropped?name=ada', ['a', 'b', 'c'], { answers: 2, isAtOnce: true }), ['a', 'b']);
  t.strictSame(await talk(started, '/sockets/dropped?name=bob', ['a'], { answers: 1 }), ['a'], 'another one has a limit of his own');
  t.strictSame(await talk(started, '/sockets/answered', ['a', 'b', 'c'], { answers: 3 }), ['a', '1/h, again in an hour', '1/h, again in an hour']);
});

t.test('limits of outer levels count the opening as a request, and no message unless they say so', async (t) => {
  @Controller('/')
  @RateLimit('4/h', { counts: 'messages', name: 'texts' })
  class MixedController {
    @Get('/plain', { response: Type.String() })
    plain() {
      return 'plain';
    }

    @WebSocket('/open', Text)
    open(socket: Socket<string, string>) {
      return echo(socket);
    }

    @WebSocket('/rare', Text)
    @RateLimit('1/h', { counts: 'requests' })
    rare(socket: Socket<string, string>) {
      return echo(socket);
    }
  }
  const started = await start(t, { controllers: [MixedController], features: [rateLimiting('5/h')] });
  const { statusCode, headers } = await started.app.inject('/plain');
  t.strictSame([statusCode, headers['ratelimit-policy']], [200, '"5/h";q=5;w=3600']);
  t.strictSame(await talk(started, '/open', ['a', 'b', 'c'], { answers: 3 }), ['a', 'b', 'c']);
  t.strictSame(await talk(started, '/open', ['d', 'e']), ['d', 4429, 'rate_limited']);
  t.match(await open(started, '/rare'), [101, /^"5\/h";r=1;t=\d+, "1\/h";r=0;t=\d+$/]);
  t.match(await open(started, '/rare'), [429, /^3[56]\d\d$/]);
  t.strictSame(await open(started, '/open').then(([status]) => status), 101, 'what one limit has refused the other has not counted');
  t.strictSame(await open(started, '/open').then(([status]) => status), 429);
});

t.test('processes on one Redis count messages together, in order, and not without it', { skip: ownRedisSkip() }, async (t) => {
  const redis = await startOwnRedis(t);
  const instances = [await start(t, { redis: redis.url }), await start(t, { redis: redis.url })] as const;
  for (const { app } of instances) while ((await app.inject('/readyz')).statusCode !== 200) await wait(20);
  const texts = Array.from({ length: 200 }, (_, index) => String(index));
  t.strictSame((await talk(instances[0], '/sockets/closed', texts, { answers: 200, isAtOnce: true })).slice(-2), [4429, 'rate_limited']);
  t.strictSame(await talk(instances[1], '/sockets/closed', ['a']), [4429, 'rate_limited']);
  t.strictSame(
    await talk(instances[1], '/sockets/strict', texts.slice(0, 90), { answers: 90, isAtOnce: true }),
    texts.slice(0, 90),
    'what is asked about keeps its order',
  );
  await redis.kill();
  t.strictSame(await talk(instances[0], '/sockets/dropped?name=cy', ['a', 'b', 'c'], { answers: 3 }), ['a', 'b', 'c']);
  t.strictSame(await talk(instances[0], '/sockets/strict', ['a']), [4503, 'rate_limit_unavailable']);
});

t.test('documents say how often a client may send, and connect', async (t) => {
  const { app } = await start(t, { features: [rateLimiting('1000/h')] });
  const { channels, operations } = (await app.inject('/asyncapi.json')).json<Record<string, Record<string, Record<string, unknown>>>>();
  t.strictSame(channels?.['sockets.dropped']?.['x-rate-limits'], [
    { counts: 'openings', limit: 1000, window: 3600, description: 'No more than 1000 per hour of an address: one more is answered with 429.' },
    { counts: 'messages', limit: 2, window: 3600, description: 'No more than 2 per hour of each caller: one more is dropped.' },
  ]);
  const descriptions = Object.values(operations ?? {}).map(({ description }) => description);
  t.match(descriptions, [/closes with 4429/, undefined, /dropped/]);
});

t.test('limits of messages that count none are mistakes of the boot', async (t) => {
  @Controller('/')
  class WrongController {
    @Get('/plain')
    @RateLimit('1/s', { counts: 'messages' })
    plain() {
      return 1;
    }

    @Get('/other')
    @RateLimit('1/s', { exceeded: 'drop' })
    other() {
      return 1;
    }

    @WebSocket('/silent', { send: Type.String() })
    @RateLimit('1/s')
    async silent(socket: Socket<never, string>) {
      await socket.send('');
    }

    @WebSocket('/deaf', { receive: Type.String() })
    @RateLimit('1/s', { exceeded: () => 'slowly', cost: () => 1, headers: false })
    async deaf(socket: Socket<string, never>) {
      await socket.closed;
    }
  }
  const error = t.throws(() => createApp({ title: 'A', version: '1', controllers: [WrongController] })) as unknown;
  const messages = BootError.is(error) ? error.problems.map(({ message }) => message) : [];
  t.match(messages, [
    /WrongController\.plain: @RateLimit: counts: 'messages' stands on a route that is no socket/,
    /WrongController\.other: @RateLimit: 'exceeded' says what a message over the limit does, but requests are counted here/,
    /WrongController\.silent: @RateLimit: counts messages, but the socket receives none/,
    /WrongController\.deaf: @RateLimit: 'cost' is a function of a request/,
    /WrongController\.deaf: @RateLimit: 'headers' are those of answers/,
    /WrongController\.deaf: @RateLimit: 'exceeded' makes a message, but the socket sends none/,
  ]);
});
