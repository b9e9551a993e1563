import t from 'tap';
import { toChannelOperation } from '#src/asyncapi/channel-operation-object.js';
import { channelRoutesOf } from '../fixtures/asyncapi.js';
import { RoomsController } from '../fixtures/chat.js';

t.test('refers to the messages of its channel', (t) => {
  const [, bytes] = channelRoutesOf([RoomsController]);
  if (bytes === undefined) throw new Error('There is a second channel.');
  t.strictSame(toChannelOperation(bytes, 'receive', ['Bytes'], { security: [{ $ref: '#/x' }] }), {
    action: 'receive',
    channel: { $ref: '#/channels/rooms.bytes' },
    summary: 'What clients send.',
    messages: [{ $ref: '#/channels/rooms.bytes/messages/Bytes' }],
    tags: [{ name: 'rooms' }],
    security: [{ $ref: '#/x' }],
    'x-deprecated': true,
  });
  t.end();
});
