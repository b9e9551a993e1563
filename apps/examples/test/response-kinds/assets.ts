import t from 'tap';
import { app } from '#src/response-kinds/assets.js';

t.teardown(() => app.close());

t.test('serves the files of a folder, with their types, and nothing outside of it', async (t) => {
  const css = await app.inject('/assets/site.css');
  t.match(css.headers, { 'content-type': 'text/css; charset=utf-8', 'content-disposition': /^inline/ });
  t.match((await app.inject('/assets/icons/dot.svg')).headers, { 'content-type': /^image\/svg\+xml/ });
  t.equal((await app.inject({ url: '/assets/site.css', headers: { 'if-none-match': String(css.headers.etag) } })).statusCode, 304);
  t.equal((await app.inject('/assets/..%2Fpackage.json')).statusCode, 404);
});
