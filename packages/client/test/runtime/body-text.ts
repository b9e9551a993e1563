import t from 'tap';
import { readText } from '#src/runtime/body-text.js';

const streamOf = (...pieces: number[][]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new Uint8Array(piece));
      controller.close();
    },
  });

async function all(body: ReadableStream<Uint8Array> | null): Promise<string> {
  let text = '';
  for await (const piece of readText(body)) text += piece;
  return text;
}

t.test('cuts no character in two, and drops the byte order mark', async (t) => {
  const bytes = [...new TextEncoder().encode('\uFEFFé😀')];
  t.equal(await all(streamOf(...bytes.map((byte) => [byte]))), 'é😀');
  t.equal(await all(null), '');
});

t.test('cancels the body when the reader leaves', async (t) => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array([97])),
    cancel: () => void (cancelled = true),
  });
  for await (const _ of readText(body)) break;
  t.equal(cancelled, true);
});
