import t from 'tap';
import { app, withoutDocuments } from '#src/documents/paths.js';

t.teardown(() => Promise.all([app.close(), withoutDocuments.close()]));

t.test('serves documents where you say', async (t) => {
  const page = await app.inject('/');
  t.equal(page.statusCode, 200);
  t.match(page.headers['content-security-policy'], /default-src 'none'|default-src 'self'/);
  t.strictSame((await app.inject('/documents/shop.json')).json().servers, [{ url: '/api' }]);
  for (const path of ['/docs', '/redoc', '/openapi.json', '/openapi.yaml']) t.equal((await app.inject(path)).statusCode, 404, path);
});

t.test('serves none where you say so', async (t) => {
  t.equal((await withoutDocuments.inject('/items')).statusCode, 200);
  t.equal((await withoutDocuments.inject('/openapi.json')).statusCode, 404);
});
