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

t.test('says how often clients may send, where there is a limit', (t) => {
  const [, bytes] = channelRoutesOf([RoomsController]);
  if (bytes?.channel === undefined) throw new Error('There is a second channel.');
  const limit = { limit: 5, window: 1_000 };
  const limits = [
    { ...limit, counts: 'openings', description: 'Seldom.' },
    { ...limit, counts: 'messages', description: 'Slowly.' },
    { ...limit, counts: 'messages', description: 'And few.' },
  ] as const;
  const limited = { ...bytes, channel: { ...bytes.channel, limits } };
  t.equal(toChannelOperation(limited, 'receive', [], {}).description, 'Slowly. And few.');
  t.notHas(toChannelOperation(limited, 'send', [], {}), 'description');
  t.end();
});
