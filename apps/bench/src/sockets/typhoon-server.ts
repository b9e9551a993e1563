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
  async idle(socket: Socket<never, News>): Promise<void> {
    await socket.join('all');
    await socket.closed;
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

/** Ours: validated both ways, or raw, where the handler does by hand what the others do. */
export async function startTyphoon({ isRaw }: { readonly isRaw: boolean }): Promise<SocketServer> {
  const kind = websockets({ maxConnections: Infinity, maxConnectionsPerAddress: Infinity });
  const app = createApp({ kinds: [kind], controllers: [isRaw ? RawController : SocketsController], validateResponses: true, server: { logger: false } });
  const url = await app.listen({ port: 0 });
  return {
    url: url.replace('http', 'ws'),
    broadcast: (message) =>
      kind
        .channel(SocketsController, 'idle')
        .to('all')
        .send(message as News),
  };
}
