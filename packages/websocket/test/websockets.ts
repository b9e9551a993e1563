import t from 'tap';
import { websockets } from '#src/index.js';

t.test('makes a kind for one application: two share nothing', async (t) => {
  const [first, second] = [websockets(), websockets({ maxConnections: 1 })];
  t.strictSame([first.name, second.name], ['websocket', 'websocket']);
  t.not(first, second);
});

t.test('says at boot what is no option: a misspelt limit would limit nothing', (t) => {
  t.throws(() => websockets({ maxMesageSize: 1 } as never), { name: 'BootError', message: /'maxMesageSize' is not known\. Write 'maxMessageSize'/ });
  t.throws(() => websockets({ pingInterval: '30s' } as never), { message: /'pingInterval' expects a number above 0/ });
  t.doesNotThrow(() => websockets({ maxConnections: 10, compression: true, idleTimeout: Infinity }));
  t.end();
});
