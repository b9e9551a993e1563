import t from 'tap';
import { fromWire, toWire } from '#src/broker-wire.js';

t.test('brings back what was written, with its sequence', async (t) => {
  const rows = [{ payload: '' }, { payload: 'a\nb\u0000é😀' }, { payload: new Uint8Array([0, 10, 255]) }, { payload: 'x', except: 'socket 1\n' }];
  for (const message of rows) t.strictSame(fromWire(Buffer.concat([Buffer.from('12\n'), toWire(message)])), { ...message, sequence: 12 });
});
