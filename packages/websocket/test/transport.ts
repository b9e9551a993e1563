import { PassThrough } from 'node:stream';
import t from 'tap';
import { OutgoingMessage } from '#src/frame.js';
import { createTransport } from '#src/transport.js';
import type { RawWebSocket } from '#src/transport.js';

t.test('writes whole frames to the connection, and leaves compressed ones to ws', async (t) => {
  const connection = new PassThrough();
  const message = new OutgoingMessage('hi');
  await new Promise<void>((resolve) => createTransport({ extensions: '' } as RawWebSocket, connection).write(message, resolve));
  t.strictSame(connection.read(), Buffer.from([0x81, 2, 0x68, 0x69]));

  const sent: unknown[] = [];
  const send = (...given: unknown[]): void => void sent.push(given.slice(0, 2));
  const compressed = createTransport({ extensions: 'permessage-deflate', bufferedAmount: 7, send } as unknown as RawWebSocket, connection);
  compressed.write(message, () => undefined);
  t.strictSame([sent, compressed.pending], [[['hi', { binary: false }]], 7]);
});
