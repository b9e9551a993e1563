import t from 'tap';
import { websockets } from '#src/index.js';

t.test('makes a kind for one application: two share nothing', async (t) => {
  const [first, second] = [websockets(), websockets({ maxConnections: 1 })];
  t.strictSame([first.name, second.name], ['websocket', 'websocket']);
  t.not(first, second);
});
