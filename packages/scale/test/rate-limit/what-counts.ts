import t from 'tap';
import { isOwn, whatCounts } from '#src/rate-limit/what-counts.js';

const channel = { receive: undefined, send: undefined, subprotocols: [] };
const socket = { place: 'ChatController.talk', channel };
const plain = { place: 'ChatController.talk', channel: undefined };
const [own, outer] = [{ place: '/rooms ChatController.talk' }, { place: '/rooms ChatController' }];

t.test('messages count on the method of a socket, and where a limit says so', async (t) => {
  const rows = [
    [whatCounts(own, socket), 'messages'],
    [whatCounts(outer, socket), 'requests'],
    [whatCounts(own, plain), 'requests'],
    [whatCounts({ ...outer, counts: 'messages' }, socket), 'messages'],
    [whatCounts({ ...own, counts: 'requests' }, socket), 'requests'],
  ] as const;
  for (const [given, want] of rows) t.equal(given, want);
  t.strictSame([isOwn(own, socket), isOwn(outer, socket), isOwn({ place: undefined }, socket)], [true, false, false]);
});
