import t from 'tap';
import { Body, BootError, Controller, Cookie, Depends, Header, HttpError, Path, Query, Type, createApp, dependency, mount, security } from '@typhoon/core';
import { WebSocket, websockets } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { connect, refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Text = Type.String();
const currentUser = dependency({ token: security.bearer() }, ({ token }) => (token === 'good' ? 'ada' : HttpError.throw(403, 'Not you.')));

@Controller('/rooms')
class RoomsController {
  @WebSocket('/:room', { send: Type.Array(Type.Unknown()) })
  async tell(
    socket: Socket<never, unknown[]>,
    @Path('room', Type.Integer()) room: number,
    @Query('limit', Type.Integer({ default: 10 })) limit: number,
    @Header('x-name', Type.Optional(Text)) name: string | undefined,
    @Cookie('session', Type.Optional(Text)) session: string | undefined,
  ) {
    await socket.send([room, limit, name ?? null, session ?? null]);
  }

  @WebSocket('/guarded/:room', { send: Text })
  async guarded(socket: Socket<never, string>, @Path('room', Type.Integer()) room: number, @Depends(currentUser) user: string) {
    await socket.send(`${user} in ${room}`);
  }
}

t.test('reads path, query, headers and cookies of the request before it becomes a socket', async (t) => {
  const { url } = await startApp(t, { controllers: [RoomsController] });
  const client = await connect(`${url}/rooms/7?limit=3`, { headers: { 'x-name': 'Ada', cookie: 'session=s1' } });
  t.strictSame(await client.next(), [7, 3, 'Ada', 's1']);
  t.strictSame(await client.closed, { code: 1000, reason: '' });
});

t.test('refuses what does not fit with the status and the problem of any route', async (t) => {
  const { url } = await startApp(t, { controllers: [RoomsController] });
  const refusal = await refusalOf(`${url}/rooms/seven?limit=x`);
  t.match(refusal, {
    status: 422,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: { code: 'validation_failed', errors: [{ loc: ['path', 'room'] }, { loc: ['query', 'limit'] }] },
  });
});

t.test('refuses strangers before anything else, and says how to sign in', async (t) => {
  const { url } = await startApp(t, { controllers: [RoomsController] });
  const stranger = await refusalOf(`${url}/rooms/guarded/x`);
  t.match(stranger, { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { status: 401 } });
  t.strictSame(stranger.body['errors'], undefined, 'a stranger learns nothing of validation');
  t.match(await refusalOf(`${url}/rooms/guarded/x`, { headers: { authorization: 'Bearer bad' } }), { status: 403, body: { detail: 'Not you.' } });
  t.match(await refusalOf(`${url}/rooms/guarded/x`, { headers: { authorization: 'Bearer good' } }), { status: 422 });
  const client = await connect(`${url}/rooms/guarded/1`, { headers: { authorization: 'Bearer good' } });
  t.strictSame(await client.next(), 'ada in 1');
});

t.test('inherits what groups and controllers say', async (t) => {
  const { url } = await startApp(t, {
    errors: 'fastapi',
    controllers: [mount('/v1', [RoomsController], { security: [security.apiKey({ in: 'header', name: 'x-key' })], tags: ['v1'] })],
  });
  t.match(await refusalOf(`${url}/v1/rooms/1`), { status: 401, body: { detail: 'Not authenticated' } });
  const client = await connect(`${url}/v1/rooms/1`, { headers: { 'x-key': 'k' } });
  t.strictSame(await client.next(), [1, 10, null, null]);
});

t.test('answers a plain request with 426, and another version of the protocol too', async (t) => {
  const { app, url } = await startApp(t, { controllers: [RoomsController] });
  const response = await app.inject('/rooms/1');
  t.match(
    { status: response.statusCode, headers: response.headers, body: response.json() },
    {
      status: 426,
      headers: { upgrade: 'websocket', 'content-type': 'application/problem+json; charset=utf-8' },
      body: { status: 426, title: 'Upgrade Required' },
    },
  );
  t.match(await refusalOf(`${url}/rooms/1`, { protocolVersion: 8 }), { status: 426, headers: { 'sec-websocket-version': '13' } });
});

t.test('refuses a plain request for the reasons for which it refuses a handshake, so that pages can ask for them', async (t) => {
  const { app } = await startApp(t, {
    controllers: [mount('/v1', [RoomsController], { security: [security.apiKey({ in: 'header', name: 'x-key' })] })],
  });
  t.equal((await app.inject('/v1/rooms/1')).statusCode, 401);
  t.equal((await app.inject({ url: '/v1/rooms/none', headers: { 'x-key': 'k' } })).statusCode, 422);
  t.equal((await app.inject({ url: '/v1/rooms/1', headers: { 'x-key': 'k' } })).statusCode, 426);
});

t.test('lets programs and pages of its own host in, and pages of other origins where they are allowed', async (t) => {
  @Controller('/')
  class Open {
    @WebSocket('/some', { send: Text, origins: ['https://app.example'] })
    some() {
      return;
    }

    @WebSocket('/asked', { send: Text, origins: (origin) => origin.endsWith('.app.example') })
    asked() {
      return;
    }

    @WebSocket('/all', { send: Text, origins: '*' })
    all() {
      return;
    }

    @WebSocket('/own', { send: Text })
    own() {
      return;
    }
  }
  const { url } = await startApp(t, { controllers: [Open] });
  const statusOf = async (path: string, origin: string): Promise<number> => {
    try {
      await connect(url + path, { origin });
      return 101;
    } catch {
      return (await refusalOf(url + path, { origin })).status;
    }
  };
  const own = url.replace('ws', 'http');
  const rows = [
    ['/own', own, 101],
    ['/own', 'https://evil.example', 403],
    ['/own', 'null', 403],
    ['/own', own.slice(0, -1), 403],
    ['/some', own, 101],
    ['/some', 'https://app.example', 101],
    ['/some', 'http://app.example', 403],
    ['/some', 'https://app.example.evil.example', 403],
    ['/asked', own, 101],
    ['/asked', 'https://one.app.example', 101],
    ['/asked', 'https://evil.example', 403],
    ['/asked', 'null', 403],
    ['/all', 'https://evil.example', 101],
  ] as const;
  for (const [path, origin, want] of rows) t.strictSame(await statusOf(path, origin), want, `${path} from ${origin}`);
  t.match(await refusalOf(`${url}/own`, { origin: 'https://evil.example' }), { status: 403, body: { code: 'origin_not_allowed' } });
});

t.test('agrees on the first subprotocol of its own that the client offers, and on none otherwise', async (t) => {
  @Controller('/')
  class Spoken {
    @WebSocket('/spoken', { send: Text, subprotocols: ['chat.v2', 'chat.v1'] })
    async spoken(socket: Socket<never, string>) {
      await socket.send(socket.subprotocol);
    }

    @WebSocket('/silent', { send: Text })
    async silent(socket: Socket<never, string>) {
      await socket.send(socket.subprotocol);
    }
  }
  const { url } = await startApp(t, { controllers: [Spoken] });
  const client = await connect(`${url}/spoken`, { protocols: ['other', 'chat.v1', 'chat.v2'] });
  t.strictSame([client.ws.protocol, await client.next()], ['chat.v2', 'chat.v2']);
  const plain = await connect(`${url}/silent`);
  t.strictSame([plain.ws.protocol, await plain.next()], ['', '']);
});

t.test('does not start with a body, a socket without messages, or options that sockets do not have', async (t) => {
  @Controller('/')
  class Wrong {
    @WebSocket('/body', { send: Text })
    body(_socket: Socket<never, string>, @Body(Text) _text: string) {
      return;
    }

    @WebSocket('/mute')
    mute() {
      return;
    }

    // @ts-expect-error sockets have no status
    @WebSocket('/status', { send: Text, status: 201 })
    status() {
      return;
    }

    // @ts-expect-error the socket comes first
    @WebSocket('/order/:id', { send: Text })
    order(@Path('id', Text) _id: string, _socket: Socket<never, string>) {
      return;
    }
  }
  t.match(
    problemsOf(() => createApp({ kinds: [websockets()], controllers: [Wrong] })),
    [
      ['TYPHOON_ERR_PARAM_INVALID', 'Wrong.body, parameter 1'],
      ['TYPHOON_ERR_ROUTE_INVALID', 'Wrong.mute'],
      ['TYPHOON_ERR_ROUTE_OPTIONS', 'Wrong.status'],
      ['TYPHOON_ERR_PARAM_SOURCE', 'Wrong.order'],
      ['TYPHOON_ERR_PARAM_SOURCE', 'Wrong.order'],
    ],
  );
});

function problemsOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return BootError.is(error) ? error.problems.map(({ code, place }) => [code, place]) : error;
  }
  return 'The application starts.';
}
