import t from 'tap';
import { SocketIds } from '#src/socket-ids.js';

t.test('makes ids that no other process makes, and knows its own again', async (t) => {
  const [ids, others] = [new SocketIds(), new SocketIds()];
  const serial = ids.next();
  t.strictSame([ids.read(ids.format(serial)), others.read(ids.format(serial)), ids.read(undefined)], [serial, undefined, undefined]);
  t.not(ids.format(ids.next()), ids.format(serial));
});
