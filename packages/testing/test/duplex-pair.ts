import { once } from 'node:events';
import t from 'tap';
import { createDuplexPair } from '#src/duplex-pair.js';

t.test('carries bytes both ways, waits for a slow reader, and ends with its other end', async (t) => {
  const [first, second] = createDuplexPair();
  first.write('ping');
  t.strictSame(String((await once(second, 'data'))[0]), 'ping');
  second.pause();
  const large = Buffer.alloc(1_000_000, 7);
  t.strictSame(first.write(large), false);
  let size = 0;
  second.on('data', (chunk: Buffer) => (size += chunk.length)).resume();
  await once(first, 'drain');
  first.end();
  await once(second, 'end');
  t.strictSame(size, 1_000_000);
  second.destroy();
  await once(first, 'close');
  t.ok(first.destroyed);
});
