import t from 'tap';
import { Controller, Type, createApp } from '@typhoon/core';
import { compileChannel } from '#src/compile-channel.js';
import { WebSocket, websockets } from '#src/index.js';

@Controller('/')
class Rooms {
  @WebSocket('/', { send: Type.String(), maxMessageSize: 5, data: () => ({ own: true }), subprotocols: ['a'] })
  talk() {
    return 'called' as never;
  }
}

t.test('prepares what a route of sockets needs, its own limits before those of the application', async (t) => {
  const [route] = createApp({ kinds: [websockets()], controllers: [Rooms] }).routes;
  if (route === undefined) return t.fail('no route');
  const services = { readSingleton: () => undefined, controllerOf: () => new Rooms(), validateResponses: true };
  const channel = compileChannel(route, services, { maxMessageSize: 10, pingInterval: 7 });
  t.match(channel, { name: 'rooms.talk', limits: { maxMessageSize: 5, pingInterval: 7 }, subprotocols: ['a'], invalid: 'close', errorHandlers: [] });
  t.strictSame([channel.createData?.(), channel.call(undefined as never, [])], [{ own: true }, 'called']);
});
