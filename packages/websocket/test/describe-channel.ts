import t from 'tap';
import { Controller, Model, Path, Type, createApp, security } from '@typhoon/core';
import { WebSocket, websockets } from '#src/index.js';
import type { Socket } from '#src/index.js';

class Said extends Model({ text: Type.String() }) {}

@Controller('/rooms', { tags: ['rooms'] })
class RoomsController {
  @WebSocket('/:room', {
    receive: Said,
    send: Type.Uint8Array(),
    subprotocols: ['chat.v1'],
    summary: 'Talk',
    security: [security.bearer()],
    fastify: { config: { own: 1 } },
    maxMessageSize: 10,
    'x-team': 'chat',
  })
  talk(_socket: Socket<Said, Uint8Array>, @Path('room', Type.String()) _room: string) {
    return;
  }

  @WebSocket('/raw', { raw: true })
  raw() {
    return;
  }

  @WebSocket('/text', { send: Type.Integer(), encoding: 'text' })
  text() {
    return;
  }
}

t.test('describes a channel as plain data: messages, subprotocols, and all that routes have', async (t) => {
  const app = createApp({ kinds: [websockets()], controllers: [RoomsController] });
  const talk = app.routes.find(({ handler }) => handler === 'talk');
  t.match(talk, {
    kind: 'websocket',
    method: 'GET',
    operationId: 'rooms.talk',
    path: { openapi: '/rooms/{room}' },
    channel: { receive: { schema: Said.schema, encoding: 'json' }, send: { encoding: 'binary' }, subprotocols: ['chat.v1'] },
    kindOptions: { maxMessageSize: 10 },
    responses: [],
    documentation: { tags: ['rooms'], summary: 'Talk', extensions: { 'x-team': 'chat' } },
  });
  t.strictSame(talk?.security.map(({ scheme }) => scheme.name).length, 1);
  t.match(
    app.routes.map(({ channel }) => [channel?.receive?.encoding, channel?.send?.encoding]),
    [
      ['json', 'binary'],
      ['raw', 'raw'],
      [undefined, 'text'],
    ],
  );
});

t.test('finds a route of the same path, a name of two schemas and a wrong schema in messages as anywhere', async (t) => {
  @Controller('/')
  class Wrong {
    @WebSocket('/a', { send: class Said2 extends Model({ other: Type.Integer() }, { name: 'Said' }) {} })
    first() {
      return;
    }

    @WebSocket('/a', { receive: Said })
    second() {
      return;
    }

    @WebSocket('/b', { send: Type.String({ pattern: '^(a+)+$' }), origins: ['nowhere'] })
    third() {
      return;
    }
  }
  t.match(
    bootErrorOf(() => createApp({ kinds: [websockets()], controllers: [Wrong] })),
    {
      problems: [
        { code: 'TYPHOON_ERR_ROUTE_OPTIONS', message: /'origins' expects a list of origins/ },
        { code: 'TYPHOON_ERR_ROUTE_DUPLICATE' },
        { code: 'TYPHOON_ERR_SCHEMA_NAME' },
        { code: 'TYPHOON_ERR_SCHEMA_PATTERN', place: 'Wrong.third, send, pattern' },
      ],
    },
  );
});

function bootErrorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
