import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { SocketServer } from './server.js';

/** `ws` alone, as by hand: no validation, one text for all of a broadcast. */
export async function startPlain(): Promise<SocketServer> {
  const http = createServer();
  const wss = new WebSocketServer({ server: http, maxPayload: 1_048_576 });
  wss.on('connection', (socket, request) => {
    socket.on('error', () => undefined);
    if (request.url === '/idle') return;
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as object;
      socket.send(JSON.stringify(message));
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    broadcast: (message) => {
      const text = JSON.stringify(message);
      for (const client of wss.clients) if (client.readyState === WebSocket.OPEN) client.send(text);
    },
  };
}
