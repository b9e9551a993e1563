import t from 'tap';
import * as websocket from '@typhoon/websocket';

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(websocket).sort(), ['MessageError', 'SocketError', 'WebSocket', 'websockets']);
});
