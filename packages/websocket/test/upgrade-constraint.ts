import t from 'tap';
import Fastify from 'fastify';
import { Controller, Get, Path, Post, Type, typhoon } from '@typhoon/core';
import { WebSocket, websockets } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { connect, refusalOf } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

const Text = Type.String();

@Controller('/rooms')
class RoomsController {
  @Get('/:id', { response: Text })
  read(@Path('id', Text) id: string) {
    return `page of ${id}`;
  }

  @WebSocket('/:room', { receive: Text, send: Text })
  async join(socket: Socket<string, string>, @Path('room', Type.String({ maxLength: 5 })) room: string) {
    await socket.send(`socket of ${room}`);
  }

  @Post('/:id', { response: Text })
  write(@Path('id', Text) id: string) {
    return id;
  }
}

t.test('one path answers plain requests and sockets, each by its own method', async (t) => {
  const { app, url } = await startApp(t, { controllers: [RoomsController] });
  const plain = await app.inject({ url: '/rooms/blue' });
  t.strictSame([plain.statusCode, plain.json()], [200, 'page of blue']);
  t.strictSame(await (await connect(`${url}/rooms/blue`)).next(), 'socket of blue');
  t.match(await refusalOf(`${url}/rooms/too-long`), { status: 422, body: { errors: [{ loc: ['path', 'room'] }] } });
  t.match((await app.inject({ url: '/rooms/too-long' })).json(), 'page of too-long');
  t.strictSame((await app.inject({ method: 'HEAD', url: '/rooms/blue' })).statusCode, 200);
  t.match((await app.inject({ method: 'PUT', url: '/rooms/blue' })).headers, { allow: 'GET, HEAD, POST' });
});

t.test('a plain route of the host and a socket share a path, too', async (t) => {
  @Controller('/live')
  class LiveController {
    @WebSocket('/', { send: Text })
    async run(socket: Socket<never, string>) {
      await socket.send('socket');
    }
  }
  const fastify = Fastify();
  fastify.get('/live', () => 'page');
  await fastify.register(typhoon, { controllers: [LiveController], kinds: [websockets()] });
  t.teardown(() => fastify.close());
  const address = await fastify.listen({ port: 0 });
  t.strictSame(await (await fetch(`${address}/live`)).text(), 'page');
  t.strictSame(await (await connect(`${address.replace('http', 'ws')}/live`)).next(), 'socket');
});

t.test('two methods for the sockets of one path are a mistake', async (t) => {
  @Controller('/')
  class Twice {
    @WebSocket('/a', { send: Text })
    one(): void {
      return;
    }

    @WebSocket('/a', { send: Text })
    two(): void {
      return;
    }
  }
  await t.rejects(startApp(t, { controllers: [Twice] }), { code: 'TYPHOON_ERR_ROUTE_DUPLICATE' });
});
