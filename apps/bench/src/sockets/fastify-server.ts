import fastifyWebsocket from '@fastify/websocket';
import Fastify from 'fastify';
import type { SocketServer } from './server.js';

/** `@fastify/websocket`, as by hand. */
export async function startFastify(): Promise<SocketServer> {
  const fastify = Fastify();
  await fastify.register(fastifyWebsocket, { options: { maxPayload: 1_048_576 } });
  fastify.get('/idle', { websocket: true }, () => undefined);
  fastify.get('/echo', { websocket: true }, (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as object;
      socket.send(JSON.stringify(message));
    });
  });
  const url = await fastify.listen({ port: 0 });
  return {
    url: url.replace('http', 'ws'),
    broadcast: (message) => {
      const text = JSON.stringify(message);
      for (const client of fastify.websocketServer.clients) client.send(text);
    },
  };
}
