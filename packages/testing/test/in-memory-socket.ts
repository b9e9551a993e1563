import { once } from 'node:events';
import t from 'tap';
import { Controller, Type, createApp } from '@typhoon/core';
import { WebSocket, websockets } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import { connectInMemory } from '#src/in-memory-socket.js';

@Controller('/echo')
class EchoController {
  @WebSocket('/', { receive: Type.Uint8Array(), send: Type.Uint8Array(), subprotocols: ['bytes'] })
  async echo(socket: Socket<Uint8Array, Uint8Array>) {
    for await (const bytes of socket) await socket.send(bytes);
  }
}

t.test('opens over no network, with the subprotocols offered, and carries bytes both ways', async (t) => {
  const app = createApp({ kinds: [websockets()], controllers: [EchoController], server: { logger: false } });
  t.teardown(() => app.close());
  await app.ready();
  const { ws, connection } = connectInMemory(app, '/echo', ['bytes'], {});
  await once(ws, 'open');
  t.equal(ws.protocol, 'bytes');
  const answered = once(ws, 'message');
  ws.send(new Uint8Array([1, 2]));
  t.strictSame([...((await answered) as [Buffer])[0]], [1, 2]);
  ws.terminate();
  t.ok(connection.destroyed);
  t.notOk(app.fastify.server.listening);
});
