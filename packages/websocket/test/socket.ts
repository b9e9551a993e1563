import t from 'tap';
import { SocketError } from '#src/index.js';

t.test('says in an error how the connection ended', async (t) => {
  t.match(new SocketError(1006, ''), { name: 'SocketError', code: 1006, message: 'The socket was closed with 1006.' });
  t.match(new SocketError(1008, 'Too many messages'), { message: 'The socket was closed with 1008: Too many messages.' });
});
