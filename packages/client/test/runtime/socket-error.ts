import t from 'tap';
import { SocketError } from '#src/runtime/socket-error.js';

t.test('says which channel was closed with which code and reason', async (t) => {
  const error = new SocketError('chat.room', 4404, 'room_not_found');
  t.match(error, { name: 'SocketError', kind: 'closed', code: 4404, reason: 'room_not_found', message: 'chat.room: closed with 4404 room_not_found' });
  t.equal(SocketError.is(error), true);
  t.equal(SocketError.is(new Error('another')), false);
});
