import t from 'tap';
import * as sockets from '@typhoon/client/sockets';

t.test('exports what clients with sockets need, and nothing else', async (t) => {
  t.strictSame(Object.keys(sockets).sort(), ['SocketError', 'readText', 'socket']);
});
