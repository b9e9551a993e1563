import t from 'tap';
import { RoomNotFound } from '#src/rooms/room-errors.js';

t.test('is a 404', async (t) => {
  t.match(new RoomNotFound(), { status: 404, code: 'room_not_found' });
});
