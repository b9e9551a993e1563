import t from 'tap';
import { readLines } from '#src/runtime/body-lines.js';
import { streamOf } from '../fixtures/stream-of.js';

async function linesOf(text: string, size: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(streamOf(text, size))) lines.push(line);
  return lines;
}

t.test('reads lines whatever ends them and wherever they are cut, without a byte order mark', async (t) => {
  for (const size of [1, 2, 3, Infinity]) {
    t.strictSame(await linesOf('\uFEFFé\r\n\r\r\n\n😀\nrest', size), ['é', '', '', '', '😀', 'rest'], String(size));
    t.strictSame(await linesOf('a\r\nrest é', size), ['a', 'rest é'], String(size));
  }
  for await (const line of readLines(null)) t.fail(line);
});

t.test('ends a line with the CR, without waiting for what may follow', async (t) => {
  let pieces!: ReadableStreamDefaultController<Uint8Array>;
  const lines = readLines(new ReadableStream({ start: (controller) => void (pieces = controller) }));
  const send = (text: string) => pieces.enqueue(new TextEncoder().encode(text));
  send('a\r');
  t.equal((await lines.next()).value, 'a');
  send('\nb\r\n');
  t.equal((await lines.next()).value, 'b');
  await lines.return();
});

t.test('cancels the body when the reader leaves', async (t) => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array([97, 10])),
    cancel: () => void (cancelled = true),
  });
  for await (const _ of readLines(body)) break;
  t.equal(cancelled, true);
});
