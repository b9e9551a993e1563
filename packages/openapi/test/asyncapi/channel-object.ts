import t from 'tap';
import { asyncApiOf } from '../fixtures/asyncapi.js';
import { RoomsController } from '../fixtures/chat.js';

t.test('writes the address with its parameters, and what else the handshake carries as its binding', async (t) => {
  const document = await asyncApiOf(t, [RoomsController]);
  t.strictSame(document.channels['rooms.talk'], {
    address: '/rooms/{room}',
    summary: 'Talk in a room',
    description: 'Everybody hears what is said.',
    parameters: { room: { description: 'The number of the room.', 'x-schema': { type: 'integer' } } },
    messages: {
      SaidInput: { $ref: '#/components/messages/SaidInput' },
      Typing: { $ref: '#/components/messages/Typing' },
      ServerMessage: { $ref: '#/components/messages/ServerMessage' },
    },
    tags: [{ name: 'rooms' }],
    bindings: {
      ws: {
        method: 'GET',
        query: {
          type: 'object',
          properties: { nick: { type: 'string', minLength: 2, description: 'How you are called.' }, loud: { type: 'boolean', default: false } },
          required: ['nick'],
        },
        headers: {
          type: 'object',
          properties: {
            'x-trace': { type: 'string' },
            cookie: { type: 'string', description: 'Cookies: theme.', 'x-cookies': { type: 'object', properties: { theme: { type: 'string' } } } },
            'sec-websocket-protocol': { type: 'string', enum: ['chat.v1'] },
          },
        },
        bindingVersion: '0.1.0',
      },
    },
  });
  t.match(document.channels['rooms.bytes'], { summary: 'Bytes', 'x-deprecated': true });
});
