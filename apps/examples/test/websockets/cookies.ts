import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import cookie from '@fastify/cookie';
import t from 'tap';
import { Controller, Depends, Type, WebSocket, createApp, dependency, fastifyReply } from 'typhoon';
import type { Socket } from 'typhoon';

const visit = dependency({ reply: fastifyReply }, ({ reply }) => {
  reply.setCookie('session', 'a b', { httpOnly: true, path: '/' }).setCookie('theme', 'dark');
  return 'visit';
});

@Controller('/')
class VisitsController {
  @WebSocket('/visit', { send: Type.String() })
  async visit(socket: Socket<never, string>, @Depends(visit) visit: string) {
    await socket.send(visit);
  }
}

t.test('cookies that a dependency sets with @fastify/cookie go out with the upgrade', async (t) => {
  const app = createApp({
    title: 'Visits',
    version: '1.0.0',
    controllers: [VisitsController],
    plugins: [(fastify) => fastify.register(cookie)],
    server: { logger: false },
  });
  t.teardown(() => app.close());
  const url = new URL('/visit', await app.listen({ port: 0 }));
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AQIDBAUGBwgJCgsMDQ4PEA==' };
  const [response, socket] = (await once(request(url, { headers }).end(), 'upgrade')) as [IncomingMessage, Duplex];
  socket.destroy();
  t.equal(response.statusCode, 101);
  t.strictSame(response.headers['set-cookie'], ['session=a%20b; Path=/; HttpOnly; SameSite=Lax', 'theme=dark; SameSite=Lax']);
});
