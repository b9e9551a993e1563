import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import { app } from '#src/files/upload.js';

const client = await createInMemoryClient(app);
t.teardown(() => client.close());

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function post(url: string, fields: readonly (readonly [string, string | Blob, string?])[]) {
  const form = new FormData();
  for (const [name, value, filename] of fields) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, filename);
  }
  return client.post(url, { form });
}

// #region sends
t.test('reads a file beside a field', async (t) => {
  const form = new FormData();
  form.set('title', 'A dot');
  form.set('image', new Blob([PNG], { type: 'image/png' }), 'dot.png');
  const answer = await client.post('/files/image', { form });
  t.equal(answer.json(), `A dot: dot.png, ${PNG.length} bytes of image/png`);
});
// #endregion sends

t.test('believes the bytes, not the name', async (t) => {
  const answer = await post('/files/image', [
    ['image', new Blob(['<script>'], { type: 'image/png' }), 'dot.png'],
    ['title', 'A dot'],
  ]);
  t.match(answer.json(), { status: 422, errors: [{ loc: ['body', 'image'] }] });
});

t.test('refuses what is too large, and too many', async (t) => {
  const large = new Blob([new Uint8Array(2_000_001)], { type: 'image/png' });
  t.equal((await post('/files/image', [['image', large, 'large.png']])).status, 413);
  const page = ['page', new Blob(['text']), 'page.txt'] as const;
  t.strictSame((await post('/files/pages', [page, page])).json(), ['text', 'text']);
  t.equal((await post('/files/pages', [page, page, page, page])).status, 413);
});

t.test('reads a large file while it arrives', async (t) => {
  const answer = await post('/files/video', [['video', new Blob([new Uint8Array(3_000_000)]), 'film.mp4']]);
  t.match(answer.json(), { size: 3_000_000, sha256: /^[0-9a-f]{64}$/ });
});
