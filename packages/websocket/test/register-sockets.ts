import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import t from 'tap';
import fastifyWebsocket from '@fastify/websocket';
import Fastify from 'fastify';
import { Controller, Depends, Get, HttpError, Type, createApp, dependency, security, typhoon } from '@typhoon/core';
import type { RouteFeature, ServerOptions } from '@typhoon/core';
import { WebSocket, websockets } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { connect, handshakeOf, refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Text = Type.String();

@Controller('/')
class Open {
  @WebSocket('/echo', { receive: Text, send: Text })
  async echo(socket: Socket<string, string>) {
    for await (const text of socket) await socket.send(text);
  }

  @WebSocket('/guarded', { send: Text, dependencies: [security.bearer()] })
  guarded() {
    return;
  }

  @Get('/plain')
  plain() {
    return 'plain';
  }
}

t.test('refuses the socket that is one too many, of an address or in all, and counts those off that are gone', async (t) => {
  const { url } = await startApp(t, { controllers: [Open], websocket: { maxConnectionsPerAddress: 2 } });
  const [first] = [await connect(`${url}/echo`), await connect(`${url}/echo`)];
  t.match(await refusalOf(`${url}/echo`), { status: 429, headers: { 'retry-after': '10' } });
  first.ws.close();
  await first.closed;
  const third = await connect(`${url}/echo`);
  third.send('"in"');
  t.strictSame(await third.next(), 'in');

  const all = await startApp(t, { controllers: [Open], websocket: { maxConnections: 1 } });
  await connect(`${all.url}/echo`);
  t.match(await refusalOf(`${all.url}/echo`), { status: 503 });
});

t.test('counts refused handshakes off as well', async (t) => {
  const { url } = await startApp(t, { controllers: [Open], websocket: { maxConnections: 1 } });
  for (let index = 0; index < 3; index++) {
    t.match(await refusalOf(`${url}/echo`, { origin: 'https://evil.example' }), { status: 403 });
    t.match(await refusalOf(`${url}/guarded`), { status: 401 });
  }
  await connect(`${url}/echo`);
});

t.test('closes what was opened for a client that has gone before the upgrade', async (t) => {
  const steps: string[] = [];
  let go: () => void = () => undefined;
  let closed: () => void = () => undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = dependency({}, async function* () {
    steps.push('open');
    go();
    try {
      yield await Promise.resolve(1);
    } catch (error) {
      steps.push((error as Error).name);
    } finally {
      closed();
    }
  });
  const slower = dependency({ slow }, async () => {
    await gone;
    return 1;
  });
  let leave: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });

  @Controller('/')
  class Slow {
    @WebSocket('/slow', { send: Text })
    run(_socket: Socket<never, string>, @Depends(slower) _value: number) {
      steps.push('handler');
    }
  }
  const { app, url, lines } = await startApp(t, { controllers: [Slow] });
  const connection = connectTcp(Number(new URL(url).port), '127.0.0.1');
  connection.write(handshakeOf('/slow'));
  await opened;
  const countOpen = async (): Promise<number> => new Promise((resolve) => app.fastify.server.getConnections((_error, count) => resolve(count)));
  t.equal(await countOpen(), 1);
  connection.resetAndDestroy();
  await once(connection, 'close');
  while ((await countOpen()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  leave();
  await isClosed;
  t.strictSame(steps, ['open', 'RequestAbandonedError']);
  t.equal((await fetch(`${url.replace('ws', 'http')}/slow`)).status, 426);
  t.strictSame(lines, [], 'a client that leaves is no error of the server');
});

t.test('serves other routes as before, upgrades asked of them included', async (t) => {
  const { url } = await startApp(t, { controllers: [Open] });
  t.strictSame(await (await fetch(`${url.replace('ws', 'http')}/plain`)).json(), 'plain');
  t.match(await refusalOf(`${url}/plain`), { status: 200 });
  t.match(await refusalOf(`${url}/nowhere`), { status: 404 });
});

t.test('serves sockets in the plugin form, beside sockets of the host', async (t) => {
  const fastify = Fastify();
  await fastify.register(fastifyWebsocket);
  fastify.get('/host', { websocket: true }, (socket) => socket.send('host'));
  await fastify.register(typhoon, { prefix: '/api', kinds: [websockets()], controllers: [Open] });
  const url = (await fastify.listen({ port: 0 })).replace('http', 'ws');
  t.teardown(() => fastify.close());
  t.strictSame(await (await connect(`${url}/host`)).next(), 'host');
  const client = await connect(`${url}/api/echo`);
  client.send('"ours"');
  t.strictSame(await client.next(), 'ours');
});

t.test('agrees on subprotocols of its own routes on the server of a host, and leaves those of others to that', async (t) => {
  @Controller('/')
  class Spoken {
    @WebSocket('/spoken', { send: Text, subprotocols: ['chat.v2', 'chat.v1'] })
    async run(socket: Socket<never, string>) {
      await socket.send(socket.subprotocol);
    }
  }
  const fastify = Fastify();
  await fastify.register(fastifyWebsocket);
  fastify.get('/host', { websocket: true }, (socket) => socket.send(socket.protocol));
  await fastify.register(typhoon, { prefix: '/api', kinds: [websockets()], controllers: [Spoken] });
  const url = (await fastify.listen({ port: 0 })).replace('http', 'ws');
  t.teardown(() => fastify.close());
  t.strictSame(await (await connect(`${url}/host`, { protocols: ['a', 'b'] })).next(), 'a');
  t.strictSame(await (await connect(`${url}/api/spoken`, { protocols: ['chat.v1', 'chat.v2'] })).next(), 'chat.v2');
});

t.test('compresses where it is asked to', async (t) => {
  const { url } = await startApp(t, { controllers: [Open], websocket: { compression: true } });
  const client = await connect(`${url}/echo`);
  t.match(client.ws.extensions, /permessage-deflate/);
  const text = 'x'.repeat(10_000);
  client.send(JSON.stringify(text));
  t.strictSame(await client.next(), text);
  const plain = await startApp(t, { controllers: [Open] });
  t.strictSame((await connect(`${plain.url}/echo`)).ws.extensions, '');
});

t.test('takes messages up to the limit of each route', async (t) => {
  @Controller('/')
  class Sized {
    @WebSocket('/small', { receive: Text, send: Text, maxMessageSize: 10 })
    async small(socket: Socket<string, string>) {
      for await (const text of socket) await socket.send(text);
    }

    @WebSocket('/large', { receive: Text, send: Text, maxMessageSize: 1_000 })
    async large(socket: Socket<string, string>) {
      for await (const text of socket) await socket.send(text);
    }
  }
  const { url } = await startApp(t, { controllers: [Sized] });
  const rows = [
    ['/small', 100, 1009],
    ['/large', 100, undefined],
    ['/large', 2_000, 1009],
  ] as const;
  for (const [path, size, want] of rows) {
    const client = await connect(url + path);
    client.send(JSON.stringify('x'.repeat(size)));
    if (want === undefined) t.strictSame(await client.next(), 'x'.repeat(size));
    else t.match(await client.closed, { code: want }, `${path} with ${size}`);
  }
});

t.test('refuses a message that is too large when it is announced, before it has come', async (t) => {
  const { url } = await startApp(t, { controllers: [Open] });
  const peer = connectTcp(Number(new URL(url).port), '127.0.0.1');
  peer.write(handshakeOf('/echo'));
  await once(peer, 'data');
  // A text of 2 MiB, masked: its header alone.
  peer.write(Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 2, 3, 4]));
  const [frame] = (await once(peer, 'data')) as [Buffer];
  t.strictSame([frame[0], frame.readUInt16BE(2)], [0x88, 1009]);
  peer.destroy();
});

t.test('lets features refuse an opening and judge messages, and runs none that know requests alone', async (t) => {
  const steps: string[] = [];
  const watched: RouteFeature = {
    name: '@Watched',
    hooks: () => ({ onRequest: () => void steps.push('never') }),
    socketHooks: () => ({
      onRequest: ({ url }, _reply, done) => done(url.includes('no') ? new HttpError(429) : undefined),
      afterSecurity: (_request, reply, done) => {
        reply.header('x-watched', 'yes');
        done();
      },
      onOpen: () => () => (steps.push('judged') > 1 ? { answer: 'enough' } : undefined),
    }),
  };
  const second: RouteFeature = {
    name: '@Second',
    socketHooks: () => ({ onOpen: () => async () => Promise.resolve(steps.length > 2 ? new HttpError(413) : undefined) }),
  };
  const { url } = await startApp(t, { controllers: [Open], features: [watched, second] });
  t.equal((await refusalOf(`${url}/echo?no`)).status, 429);
  const client = await connect(`${url}/echo`);
  client.send('"one"');
  t.equal(await client.next(), 'one');
  client.send('"two"');
  t.equal(await client.next(), 'enough');
  t.strictSame(steps, ['judged', 'judged']);
});

t.test('reads what was asked about before the peer left', async (t) => {
  const heard: string[] = [];
  const ended = new Promise<void>((resolve) => {
    @Controller('/')
    class Slow {
      @WebSocket('/slow', { receive: Text })
      async read(socket: Socket<string, never>) {
        for await (const text of socket) heard.push(text);
        resolve();
      }
    }
    const slow: RouteFeature = {
      name: '@Slow',
      socketHooks: () => ({ onOpen: () => async () => wait(5, undefined) }),
    };
    void startApp(t, { controllers: [Slow], features: [slow] }).then(async ({ url }) => {
      const client = await connect(`${url}/slow`);
      for (let index = 0; index < 70; index++) client.send(`"${index}"`);
      client.ws.close();
    });
  });
  await ended;
  t.strictSame(
    heard,
    Array.from({ length: 70 }, (_, index) => String(index)),
  );
});

t.test('where HTTP/2 alone is spoken, the log says that no socket can be opened', async (t) => {
  const warned = async (server: ServerOptions): Promise<boolean> => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    const app = createApp({ controllers: [Open], kinds: [websockets()], server: { logger: { level: 'warn', stream }, ...server } });
    t.teardown(() => app.close());
    await app.ready();
    return lines.some((line) => line.includes('No WebSocket can be opened'));
  };
  t.equal(await warned({ http2: true }), true);
  t.equal(await warned({ http2: true, https: {} }), true);
  t.equal(await warned({ http2: true, https: { allowHTTP1: true } }), false);
  t.equal(await warned({}), false);
});
