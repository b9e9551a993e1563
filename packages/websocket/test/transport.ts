import { PassThrough } from 'node:stream';
import t from 'tap';
import { OutgoingMessage } from '#src/frame.js';
import { CompressedTransport, FrameTransport, takesFrames } from '#src/transport.js';
import type { RawWebSocket } from '#src/transport.js';

t.test('writes whole frames to the connection, and says when all before is written', async (t) => {
  t.strictSame(takesFrames({ extensions: '' } as RawWebSocket), true);
  const connection = new PassThrough();
  const transport = new FrameTransport(connection);
  await new Promise<void>((resolve) => transport.write(new OutgoingMessage('hi'), () => resolve()));
  await new Promise<void>((resolve) => transport.flush(() => resolve()));
  t.strictSame(connection.read(), Buffer.from([0x81, 2, 0x68, 0x69]));
});

t.test('leaves compressed frames to ws', async (t) => {
  const sent: unknown[] = [];
  const send = (...given: unknown[]): void => void sent.push(given.slice(0, 2));
  const ws = { extensions: 'permessage-deflate', bufferedAmount: 7, send } as unknown as RawWebSocket;
  t.strictSame(takesFrames(ws), false);
  const compressed = new CompressedTransport(ws);
  compressed.write(new OutgoingMessage('hi'), () => undefined);
  t.strictSame([sent, compressed.pending], [[['hi', { binary: false }]], 7]);
});

t.test('says what was not written', async (t) => {
  const connection = new PassThrough();
  connection.on('error', () => undefined);
  connection.destroy();
  const error = await new Promise((resolve) => new FrameTransport(connection).write(new OutgoingMessage('hi'), resolve));
  t.ok(error instanceof Error);
});
