import t from 'tap';
import { Controller, Depends, HttpError, Model, Path, Query, Type, createApp, dependency, security } from '@typhoon/core';
import { WebSocket, websockets } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import { createInMemoryClient } from '#src/index.js';
import type { SocketRefusedError } from '#src/index.js';

class Said extends Model({ text: Type.String() }) {}
class Told extends Model({ by: Type.String(), text: Type.String() }) {}
type Talk = Socket<Said, Told>;

const currentUser = dependency({ token: security.bearer() }, ({ token }) => (token === 'good' ? 'ada' : HttpError.throw(403)));

@Controller('/rooms')
class RoomsController {
  @WebSocket('/:room', { receive: Said, send: Told, subprotocols: ['chat.v1'] })
  async talk(socket: Talk, @Path('room', Type.String()) room: string, @Query('times', Type.Integer()) times: number, @Depends(currentUser) user: string) {
    for await (const { text } of socket) {
      if (text === 'fail') throw new HttpError(409);
      await socket.send({ by: user, text: `${room}: ${text.repeat(times)}` });
    }
  }

  @WebSocket('/', { receive: Type.Uint8Array(), send: Type.Uint8Array() })
  async bytes(socket: Socket<Uint8Array, Uint8Array>) {
    for await (const bytes of socket) await socket.send(bytes);
  }
}

async function start(t: { teardown: (close: () => Promise<void>) => void }) {
  const client = await createInMemoryClient(createApp({ kinds: [websockets()], controllers: [RoomsController], server: { logger: false } }));
  t.teardown(() => client.close());
  return client;
}

t.test('talks to a handler in memory, typed by its socket', async (t) => {
  const client = await start(t);
  const socket = await client.socket<Talk>('/rooms/blue', { bearer: 'good', query: { times: 2 }, protocols: ['chat.v1'] });
  t.strictSame(socket.subprotocol, 'chat.v1');
  socket.send({ text: 'a' });
  const told = await socket.next();
  t.strictSame(told?.text, 'blue: aa');
  // @ts-expect-error the handler reads texts
  socket.send({ text: 5 });
  t.match(await socket.closed, { code: 1008 });
  t.strictSame(await socket.next(), undefined);
});

t.test('sends bytes, and what no handler expects', async (t) => {
  const client = await start(t);
  const socket = await client.socket<Socket<Uint8Array, Uint8Array>>('/rooms');
  socket.send(new Uint8Array([1, 2]));
  for await (const bytes of socket) {
    t.strictSame(bytes, new Uint8Array([1, 2]));
    break;
  }
  socket.sendRaw('a text');
  t.match(await socket.closed, { code: 1008 });
});

t.test('shows how it ended: the code of an error, or of its own', async (t) => {
  const client = await start(t);
  const failing = await client.socket<Talk>('/rooms/blue?times=1', { bearer: 'good' });
  failing.send({ text: 'fail' });
  t.strictSame(await failing.closed, { code: 4409, reason: 'conflict' });
  const closing = await client.socket<Talk>('/rooms/blue?times=1', { bearer: 'good' });
  t.strictSame((await closing.close(4000, 'done')).code, 4000);
  const gone = await client.socket<Talk>('/rooms/blue?times=1', { bearer: 'good' });
  gone.terminate();
  t.match(await gone.closed, { code: 1006 });
});

t.test('shows the whole answer of a server that refuses', async (t) => {
  const client = await start(t);
  const refusal = await refusalOf(client.socket('/rooms/blue?times=x', { bearer: 'good' }));
  t.match(refusal, { name: 'SocketRefusedError', status: 422 });
  t.match(refusal?.json(), { code: 'validation_failed' });
  t.match(await refusalOf(client.socket('/rooms/blue?times=1')), { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  t.match(await refusalOf(client.socket('/nowhere')), { status: 404 });
});

t.test('takes overrides, as requests do', async (t) => {
  const client = await start(t);
  client.override(currentUser, () => 'eve');
  const socket = await client.socket<Talk>('/rooms/blue', { query: { times: 1 } });
  socket.send({ text: 'x' });
  t.strictSame(await socket.next(), { by: 'eve', text: 'blue: x' });
});

async function refusalOf(socket: Promise<unknown>): Promise<SocketRefusedError | undefined> {
  return socket.then(
    () => undefined,
    (error: unknown) => error as SocketRefusedError,
  );
}
