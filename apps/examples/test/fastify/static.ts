import t from 'tap';
import { app } from '#src/fastify/static.js';

t.teardown(() => app.close());

t.test('files stand beside the routes, and what there is none of is answered as everywhere', async (t) => {
  const file = await app.inject('/assets/site.css');
  t.match([file.statusCode, file.headers], [200, { 'content-type': /^text\/css/, 'cache-control': 'public, max-age=60' }]);
  t.equal((await app.inject({ url: '/assets/site.css', headers: { 'if-none-match': String(file.headers.etag) } })).statusCode, 304);
  t.equal((await app.inject('/api/time')).statusCode, 200);
  const missing = await app.inject('/assets/none.css');
  t.match([missing.statusCode, missing.json()], [404, { code: 'not_found' }]);
  t.equal((await app.inject('/assets/..%2fpackage.json')).statusCode >= 400, true);
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: object }>();
  t.strictSame(Object.keys(paths), ['/api/time'], 'files are in no document');
});
