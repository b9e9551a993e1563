import { Controller, Model, Type } from '@typhoon/core';
import { WebSocket } from '@typhoon/websocket';
import t from 'tap';
import { asyncApiOf } from '../fixtures/asyncapi.js';
import { PrivateController, RoomsController } from '../fixtures/chat.js';

class Item extends Model({ name: Type.String() }) {}

@Controller('/', { name: 'items' })
class ItemsController {
  @WebSocket('/both', { receive: Item, send: Item })
  both(): void {}

  @WebSocket('/list', { send: Type.Array(Item.schema) })
  list(): void {}

  @WebSocket('/anything', { raw: true })
  anything(): void {}
}

t.test('names messages after models, and others after their operation', async (t) => {
  const document = await asyncApiOf(t, [ItemsController, PrivateController, RoomsController]);
  t.strictSame(document.components?.messages?.['Item'], { name: 'Item', contentType: 'application/json', payload: { $ref: '#/components/schemas/Item' } });
  t.strictSame(Object.keys(document.components?.messages ?? {}), [
    'Item',
    'SaidInput',
    'ServerMessage',
    'Typing',
    'items.anything.receive',
    'items.anything.send',
    'items.list.send',
    'private.keyed.receive',
    'private.keyed.send',
    'rooms.bytes.receive',
    'rooms.bytes.send',
  ]);
});

t.test('says how a message is written', async (t) => {
  const { components } = await asyncApiOf(t, [ItemsController, PrivateController, RoomsController]);
  t.match(components?.messages?.['private.keyed.send'], { contentType: 'text/plain', payload: { type: 'string' } });
  t.strictSame(components?.messages?.['rooms.bytes.send'], {
    name: 'rooms.bytes.send',
    contentType: 'application/octet-stream',
    payload: { type: 'string', format: 'binary', maxLength: 8 },
  });
  t.match(components?.messages?.['items.anything.send'], { contentType: 'application/octet-stream' });
});
