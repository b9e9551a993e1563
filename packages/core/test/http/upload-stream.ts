import { text } from 'node:stream/consumers';
import t from 'tap';
import { UploadStream } from '#src/http/upload-stream.js';

function createUpload(chunks: readonly string[], failure?: Error) {
  const events: string[] = [];
  const rest = chunks.map((chunk) => Buffer.from(chunk));
  const upload = new UploadStream(
    { name: 'video', filename: 'v.mp4', type: 'video/mp4', sniffedType: undefined },
    {
      next: () => Promise.resolve(rest.shift()),
      finish: () => {
        events.push('finish');
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      },
      abandon: () => void events.push('abandon'),
    },
  );
  return { upload, events };
}

t.test('yields its chunks, counts their bytes, and waits for the end of the body', async (t) => {
  const { upload, events } = createUpload(['abc', 'de']);
  const sizes: number[] = [];
  for await (const chunk of upload) sizes.push(chunk.length, upload.size);
  t.strictSame(sizes, [3, 3, 2, 5]);
  t.strictSame(events, ['finish']);
  t.strictSame(upload.toJSON(), { name: 'video', filename: 'v.mp4', type: 'video/mp4', size: 5 });
});

t.test('is given up where the reader stops, or the body turns out malformed', async (t) => {
  const stopped = createUpload(['abc', 'de']);
  for await (const _chunk of stopped.upload) break;
  t.strictSame(stopped.events, ['abandon']);
  const malformed = createUpload(['abc'], new Error('malformed'));
  await t.rejects(text(malformed.upload), { message: 'malformed' });
  t.strictSame(malformed.events, ['finish', 'abandon']);
});

t.test('is a web stream too, which may be cancelled', async (t) => {
  t.equal(await text(createUpload(['abc', 'de']).upload.stream()), 'abcde');
  const { upload, events } = createUpload(['abc', 'de']);
  const reader = upload.stream().getReader();
  t.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'abc');
  await reader.cancel();
  t.strictSame(events, ['abandon']);
});

t.test('is read once', async (t) => {
  const { upload } = createUpload(['abc']);
  await text(upload);
  t.throws(() => upload[Symbol.asyncIterator](), { name: 'TypeError', message: /The file 'video' is streamed: it can be read once/ });
});
