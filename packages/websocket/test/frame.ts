import t from 'tap';
import * as ws from 'ws';
import { OutgoingMessage } from '#src/frame.js';

/** How `ws` itself would write it. */
function frameOf(data: string | Uint8Array): Buffer {
  const { Sender } = ws as unknown as { Sender: { frame: (data: Buffer, options: object) => Buffer[] } };
  const options = { fin: true, mask: false, opcode: typeof data === 'string' ? 1 : 2, readOnly: true, rsv1: false };
  return Buffer.concat(Sender.frame(Buffer.from(data), options));
}

t.test('writes frames as ws does, of each length that the protocol tells apart', async (t) => {
  for (const size of [0, 1, 125, 126, 65_535, 65_536, 70_000]) {
    const text = 'é'.repeat(size >> 1) + 'x'.repeat(size & 1);
    t.ok(new OutgoingMessage(text).frame.equals(frameOf(text)), `a text of ${size} bytes`);
    const bytes = new Uint8Array(size).fill(7);
    t.ok(new OutgoingMessage(bytes).frame.equals(frameOf(bytes)), `${size} bytes`);
  }
});

t.test('makes a frame once, however often it is asked for', async (t) => {
  const message = new OutgoingMessage('once');
  t.equal(message.frame, message.frame);
  t.strictSame([message.isBinary, new OutgoingMessage(new Uint8Array(1)).isBinary], [false, true]);
});
