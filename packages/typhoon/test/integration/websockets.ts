import { once } from 'node:events';
import t from 'tap';
import { WebSocket as Client } from 'ws';
import { Controller, Path, Type, WebSocket, createApp } from '#src/index.js';
import type { Socket } from '#src/index.js';

@Controller('/rooms')
class RoomsController {
  @WebSocket('/:room', { receive: Type.String(), send: Type.String(), maxMessageSize: 100 })
  async talk(socket: Socket<string, string>, @Path('room', Type.String()) room: string) {
    for await (const text of socket) await socket.send(`${room}: ${text}`);
  }
}

t.test('brings WebSockets by itself, beside the documents, with its options', async (t) => {
  const app = createApp({ title: 'Chat', version: '1.0.0', controllers: [RoomsController], server: { logger: false }, websocket: { maxConnections: 1 } });
  t.teardown(() => app.close());
  const url = await app.listen({ port: 0 });
  const socket = new Client(`${url.replace('http', 'ws')}/rooms/blue`);
  await once(socket, 'open');
  socket.send('"hello"');
  const [message] = (await once(socket, 'message')) as [Buffer];
  t.strictSame(message.toString(), '"blue: hello"');
  t.match((await app.inject('/openapi.json')).json(), { openapi: /^3\.1/ });
  const second = await app.inject({ url: '/rooms/blue' });
  t.strictSame(second.statusCode, 426);
  socket.close();
});
