import { Controller, Type, createApp } from '@typhoon/core';
import { WebSocket, websockets } from '@typhoon/websocket';
import type { Socket } from '@typhoon/websocket';
import type { SocketServer } from './server.js';

const Item = Type.Object({ id: Type.Integer(), name: Type.String({ minLength: 1 }), price: Type.Number({ minimum: 0 }), tags: Type.Array(Type.String()) });
interface Item {
  id: number;
  name: string;
  price: number;
  tags: string[];
}
const News = Type.Object({ kind: Type.String(), text: Type.String(), count: Type.Integer() });
interface News {
  kind: string;
  text: string;
  count: number;
}

@Controller('/')
class SocketsController {
  @WebSocket('/echo', { receive: Item, send: Item, messagesPerSecond: Infinity })
  async echo(socket: Socket<Item, Item>): Promise<void> {
    for await (const item of socket) void socket.send(item);
  }

  @WebSocket('/idle', { send: News })
  idle(socket: Socket<never, News>) {
    void socket.join('all');
    return socket.closed;
  }
}

/** Waits for messages as well, which never come. */
@Controller('/')
class ReadingController {
  @WebSocket('/idle', { receive: Item, send: News })
  async idle(socket: Socket<Item, News>): Promise<void> {
    await socket.join('all');
    for await (const { name } of socket) void socket.to('all').send({ kind: 'item', text: name, count: 1 });
  }
}

@Controller('/')
class RawController {
  @WebSocket('/echo', { raw: true, messagesPerSecond: Infinity })
  async echo(socket: Socket<string | Uint8Array, string | Uint8Array>): Promise<void> {
    for await (const text of socket) {
      const message = JSON.parse(String(text)) as object;
      void socket.send(JSON.stringify(message));
    }
  }
}

const CONTROLLERS = { validated: SocketsController, raw: RawController, reading: ReadingController };

/** Ours: validated both ways; raw, where the handler does by hand what the others do; or with idle sockets that wait for messages, too. */
export async function startTyphoon(how: keyof typeof CONTROLLERS): Promise<SocketServer> {
  const kind = websockets({ maxConnections: Infinity, maxConnectionsPerAddress: Infinity });
  const app = createApp({ kinds: [kind], controllers: [CONTROLLERS[how]], validateResponses: true, server: { logger: false } });
  const url = await app.listen({ port: 0 });
  return {
    url: url.replace('http', 'ws'),
    broadcast: (message) =>
      kind
        .channel(how === 'reading' ? ReadingController : SocketsController, 'idle')
        .to('all')
        .send(message as News),
  };
}
