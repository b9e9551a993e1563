import t from 'tap';
import { PNG, toForm } from '../fixtures/png.js';
import { signInDemo, startShop } from '../fixtures/shop.js';

t.test('an image', async (t) => {
  const client = await startShop(t);
  const bearer = await signInDemo(client);
  const upload = async (form: ReturnType<typeof toForm>, path = '/items/1/image') => client.put(path, { bearer, ...form });

  t.test('is served as it was uploaded, and not again to who has it', async (t) => {
    t.equal((await client.get('/items/1')).json().hasImage, false);
    t.equal((await upload(toForm(PNG))).status, 204);
    const image = await client.get('/items/1/image');
    t.equal(image.status, 200);
    t.equal(image.headers['content-type'], 'image/png');
    t.equal(image.headers['x-content-type-options'], 'nosniff');
    t.strictSame(Buffer.from(image.bytes), PNG);
    const etag = image.headers['etag'] as string;
    const again = await client.get('/items/1/image', { headers: { 'if-none-match': etag } });
    t.strictSame([again.status, again.text], [304, '']);
    t.match((await client.get('/items/1')).json(), { hasImage: true, version: 2 });
  });

  t.test('is replaced and deleted', async (t) => {
    const before = (await client.get('/items/1/image')).headers['etag'];
    const other = Buffer.concat([PNG, Buffer.from('more')]);
    t.equal((await upload(toForm(other))).status, 204);
    const after = await client.get('/items/1/image');
    t.strictSame(Buffer.from(after.bytes), other);
    t.not(after.headers['etag'], before);
    t.equal((await client.delete('/items/1/image', { bearer })).status, 204);
    t.equal((await client.get('/items/1/image')).json().code, 'image_not_found');
    t.equal((await client.delete('/items/1/image', { bearer })).status, 404);
  });

  t.test('goes with its item', async (t) => {
    const { id } = (await client.post('/items', { bearer, json: { name: 'Poster', price: 900 } })).json();
    t.equal((await upload(toForm(PNG), `/items/${id}/image`)).status, 204);
    await client.delete(`/items/${id}`, { bearer });
    t.equal((await client.get(`/items/${id}/image`)).status, 404);
  });

  t.test('must be an image: its own bytes are believed, not what the form says', async (t) => {
    const text = await upload(toForm(Buffer.from('not a picture'), 'image/png'));
    t.equal(text.status, 422);
    t.match(text.json().errors, [{ loc: ['body', 'image'] }]);
    t.equal((await upload(toForm(Buffer.from('<svg/>'), 'image/svg+xml'))).status, 422);
    t.match((await upload(toForm(PNG, 'image/png', 'picture'))).json().errors, [{ type: 'missing', loc: ['body', 'image'] }]);
  });

  t.test('may be two megabytes and not more', async (t) => {
    const pad = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
    t.equal((await upload(toForm(pad(2_000_000)))).status, 204);
    t.equal((await upload(toForm(pad(2_000_001)))).status, 413);
  });

  t.test('belongs to an item', async (t) => {
    t.match((await upload(toForm(PNG), '/items/999/image')).json(), { status: 404, code: 'item_not_found' });
  });

  t.test('is uploaded by who may', async (t) => {
    t.equal((await client.put('/items/1/image', toForm(PNG))).status, 401);
    const reader = await signInDemo(client, 'orders:read');
    t.equal((await client.put('/items/1/image', { bearer: reader, ...toForm(PNG) })).status, 403);
  });
});
