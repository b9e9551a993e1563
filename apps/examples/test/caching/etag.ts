import t from 'tap';
import { app } from '#src/caching/etag.js';

t.teardown(() => app.close());

t.test('tags what it sends, and does not send it twice', async (t) => {
  const first = await app.inject('/prices');
  t.match(first.headers.etag, /^W\/"/);
  const again = await app.inject({ url: '/prices', headers: { 'if-none-match': String(first.headers.etag) } });
  t.strictSame([again.statusCode, again.payload], [304, '']);
});

t.test("keeps a tag of the handler's own", async (t) => {
  t.equal((await app.inject('/prices/pen')).headers.etag, '"7"');
  t.equal((await app.inject({ url: '/prices/pen', headers: { 'if-none-match': '"6", "7"' } })).statusCode, 304);
});

t.test('answers HEAD as GET, without the body', async (t) => {
  const head = await app.inject({ method: 'HEAD', url: '/prices/pen' });
  t.strictSame([head.statusCode, head.payload, head.headers.etag], [200, '', '"7"']);
});
