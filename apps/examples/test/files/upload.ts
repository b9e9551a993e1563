import t from 'tap';
import { app } from '#src/files/upload.js';

t.teardown(() => app.close());

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function post(url: string, fields: readonly (readonly [string, string | Blob, string?])[]) {
  const form = new FormData();
  for (const [name, value, filename] of fields) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, filename);
  }
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const payload = Buffer.from(await request.arrayBuffer());
  return app.inject({ method: 'POST', url, headers: { 'content-type': request.headers.get('content-type') ?? '' }, payload });
}

t.test('reads a file beside a field', async (t) => {
  const answer = await post('/files/image', [
    ['image', new Blob([PNG], { type: 'image/png' }), 'dot.png'],
    ['title', 'A dot'],
  ]);
  t.equal(answer.json(), `A dot: dot.png, ${PNG.length} bytes of image/png`);
});

t.test('believes the bytes, not the name', async (t) => {
  const answer = await post('/files/image', [
    ['image', new Blob(['<script>'], { type: 'image/png' }), 'dot.png'],
    ['title', 'A dot'],
  ]);
  t.match(answer.json(), { status: 422, errors: [{ loc: ['body', 'image'] }] });
});

t.test('refuses what is too large, and too many', async (t) => {
  const large = new Blob([new Uint8Array(2_000_001)], { type: 'image/png' });
  t.equal((await post('/files/image', [['image', large, 'large.png']])).statusCode, 413);
  const page = ['page', new Blob(['text']), 'page.txt'] as const;
  t.strictSame((await post('/files/pages', [page, page])).json(), ['text', 'text']);
  t.equal((await post('/files/pages', [page, page, page, page])).statusCode, 413);
});

t.test('reads a large file while it arrives', async (t) => {
  const answer = await post('/files/video', [['video', new Blob([new Uint8Array(3_000_000)]), 'film.mp4']]);
  t.match(answer.json(), { size: 3_000_000, sha256: /^[0-9a-f]{64}$/ });
});
