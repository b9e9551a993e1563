import t from 'tap';
import { fromWireDelivery, fromWireHistory, toWireDelivery } from '#src/cluster-wire.js';

t.test('brings texts and bytes through JSON as they were', async (t) => {
  for (const payload of ['text', new Uint8Array([1, 255])]) {
    const delivery = { payload, except: 'a', sequence: 7 };
    const wire = JSON.parse(JSON.stringify(toWireDelivery(delivery))) as ReturnType<typeof toWireDelivery>;
    t.strictSame(fromWireDelivery(wire), delivery);
    t.strictSame(fromWireHistory({ messages: [wire], sequence: 7 }), { messages: [delivery], sequence: 7 });
  }
});
