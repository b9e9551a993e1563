import t from 'tap';
import { once } from 'node:events';
import { connect as connectTo } from 'node:net';
import { PassThrough } from 'node:stream';
import { mock } from 'node:test';
import { Controller, Type } from '@typhoon/core';
import { WebSocket } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { Hub, lookAfter } from '#src/hub.js';
import type { ServerSocket } from '#src/server-socket.js';
import { mergeLimits } from '#src/limits.js';
import { connect, handshakeOf, refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Text = Type.String();

/** A socket of a test, with what is looked at. */
function socketAt(values: Partial<Pick<ServerSocket, 'activeAt' | 'pingedAt' | 'lastPing' | 'isPaused'>>) {
  const steps: string[] = [];
  const limits = mergeLimits({ pingInterval: 100, pingTimeout: 50, idleTimeout: 1_000 });
  const socket = {
    ...{ activeAt: 0, pingedAt: 0, lastPing: 0, isPaused: false, channel: { limits } },
    ...values,
    ping: () => steps.push('ping'),
    terminate: () => steps.push('terminate'),
    fail: (code: number) => steps.push(String(code)),
  };
  return { socket: socket as unknown as ServerSocket, steps };
}

t.test('pings what is due, cuts what does not answer, and closes what is idle', async (t) => {
  const rows = [
    ['is young', {}, 99, []],
    ['is due', {}, 100, ['ping']],
    ['has time to answer', { lastPing: 100, pingedAt: 100 }, 149, []],
    ['does not answer', { lastPing: 100, pingedAt: 100 }, 150, ['terminate']],
    ['is made to wait by us', { lastPing: 100, pingedAt: 100, isPaused: true }, 150, []],
    ['is idle', { lastPing: 950 }, 1_000, ['1001']],
    ['is active', { lastPing: 950, activeAt: 500 }, 1_000, []],
  ] as const;
  for (const [name, values, now, want] of rows) {
    const { socket, steps } = socketAt(values);
    lookAfter(socket, now);
    t.strictSame(steps, want, name);
  }
});

t.test('keeps who answers pings and cuts who does not', async (t) => {
  @Controller('/')
  class Silent {
    @WebSocket('/', { send: Text, pingInterval: 1, pingTimeout: 500 })
    async wait(socket: Socket<never, string>) {
      await socket.closed;
    }
  }
  const { url } = await startApp(t, { controllers: [Silent] });
  const dead = await connect(url, { autoPong: false });
  const alive = await connect(url);
  t.match(await dead.closed, { code: 1006 });
  await once(alive.ws, 'ping');
  t.strictSame(alive.ws.readyState, alive.ws.OPEN);
  alive.ws.close();
});

t.test('closes with 1008 who sends too many messages', async (t) => {
  @Controller('/')
  class Limited {
    @WebSocket('/', { receive: Text, messagesPerSecond: 1 })
    async read(socket: Socket<string, never>) {
      for await (const _text of socket) continue;
    }
  }
  const { url } = await startApp(t, { controllers: [Limited] });
  const client = await connect(url);
  for (let index = 0; index < 20; index++) client.send('"x"');
  t.strictSame(await client.closed, { code: 1008, reason: 'Too many messages' });
});

@Controller('/')
class Working {
  @WebSocket('/finish', { receive: Text, send: Text })
  async finish(socket: Socket<string, string>) {
    await socket.send('ready');
    for await (const text of socket) await socket.send(`done ${text}`);
    await socket.send('last');
  }

  @WebSocket('/forever', { receive: Text, send: Text })
  async forever(socket: Socket<string, string>) {
    await socket.send('ready');
    await socket.closed;
    await new Promise(() => undefined);
  }

  @WebSocket('/deaf', { receive: Text, send: Text })
  async deaf(socket: Socket<string, string>) {
    await socket.send('ready');
    await new Promise(() => undefined);
  }
}

t.test('lets handlers finish what has come when the application closes, then closes with 1001', async (t) => {
  const { app, url } = await startApp(t, { controllers: [Working] });
  const client = await connect(`${url}/finish`);
  await client.next();
  client.send('"a"');
  t.strictSame(await client.next(), 'done a');
  await app.close();
  t.strictSame([await client.next(), await client.closed], ['last', { code: 1001, reason: 'Going away' }]);
});

t.test('closes with 1001 at the deadline what does not come to its end', async (t) => {
  const { app, url } = await startApp(t, { controllers: [Working], closeTimeout: 50 });
  const client = await connect(`${url}/forever`);
  await client.next();
  await app.close();
  t.strictSame(await client.closed, { code: 1001, reason: 'Going away' });
});

t.test('closes with 1001 at the deadline a socket whose handler does not look at it, and cuts a peer that does not answer', async (t) => {
  const { app, url } = await startApp(t, { controllers: [Working], closeTimeout: 50 });
  const client = await connect(`${url}/deaf`);
  t.equal(await client.next(), 'ready');
  const silent = connectTo(Number(new URL(url).port), '127.0.0.1');
  silent.write(handshakeOf('/deaf'));
  await once(silent, 'data');
  const isCut = once(silent, 'close');
  await app.close();
  t.strictSame(await client.closed, { code: 1001, reason: 'Going away' });
  await isCut;
});

t.test('takes no further socket while the application closes', async (t) => {
  const { app, url } = await startApp(t, { controllers: [Working], closeTimeout: 1_000 });
  const client = await connect(`${url}/forever`);
  t.equal(await client.next(), 'ready');
  const closing = app.close();
  t.match(await refusalOf(`${url}/forever`), { status: 503 });
  await closing;
});

t.test('cuts a connection that has asked for an upgrade and is none after half a minute', async (t) => {
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  t.teardown(() => mock.timers.reset());
  const hub = new Hub({});
  const [slow, upgraded] = [new PassThrough(), new PassThrough()];
  for (const connection of [slow, upgraded]) hub.addConnection(connection);
  hub.removeConnection(upgraded);
  mock.timers.tick(29_000);
  t.notOk(slow.destroyed);
  mock.timers.tick(2_000);
  t.strictSame([slow.destroyed, upgraded.destroyed], [true, false]);
});
